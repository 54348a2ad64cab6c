namespace EdgeGuard.Core.Rules;

/// <summary>
/// HH, H, L, LL: raises at or beyond the limit, clears only beyond the deadband on the way back (domain: section 4,
/// conventions).
/// </summary>
public sealed record LimitRule : AlarmRule
{
    /// <summary>Stage by stage, in the point's unit, not negative.</summary>
    public required IReadOnlyList<double> Deadbands { get; init; }

    public override Verdict Judge(int stage, double value)
    {
        Stage s = Stages[stage];
        double limit = s.Limit!.Value;
        double deadband = Deadbands[stage];
        return s.Side == StageSide.High
            ? Verdict.Of(value >= limit, value < limit - deadband)
            : Verdict.Of(value <= limit, value > limit + deadband);
    }
}
