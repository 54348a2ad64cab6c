namespace EdgeGuard.Core.Rules;

/// <summary>Default delays of the B-interface (domain: section 1.1): by level to raise, 20 s to restore; none where a deadband steadies the limit.</summary>
public static class RuleDelays
{
    public static readonly TimeSpan Off = TimeSpan.FromSeconds(20);

    public static TimeSpan On(int level, bool hasDeadband) =>
        hasDeadband ? TimeSpan.Zero : TimeSpan.FromSeconds(60 * level);
}
