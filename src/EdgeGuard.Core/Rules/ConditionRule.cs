namespace EdgeGuard.Core.Rules;

/// <summary>
/// A rule over several signals: its raise and clear conditions are expressions, judged where all signals are seen at once and
/// handed to the alarm with the reading.
/// </summary>
public sealed record ConditionRule : AlarmRule
{
    /// <summary>Nothing can be said of it by its point's value alone.</summary>
    public override Verdict Judge(int stage, double value) => Verdict.Unknown;
}
