namespace EdgeGuard.Core.Alarms;

/// <summary>The timers of one stage, and whether it is on.</summary>
internal struct StageTimers
{
    public bool On;
    public ConditionTimer Raise;
    public ConditionTimer Clear;
}
