namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>Settling of alarms reaches the medium with the next alarm that is kept; until then a power cut may undo it.</summary>
internal sealed class LazySteps
{
    private int? _since;

    /// <summary>The last step of which the alarm database keeps everything for certain.</summary>
    public int Kept(int step) => _since - 1 ?? step;

    public void Done(int step)
    {
        if (StoreWorkload.SettlesAlarms(step)) _since ??= step;
        else if (StoreWorkload.KeepsAlarm(step)) _since = null;
    }

    /// <summary>After an orderly end nothing is left to be kept.</summary>
    public void Closed() => _since = null;
}
