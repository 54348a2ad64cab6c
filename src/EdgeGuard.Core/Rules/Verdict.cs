using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Rules;

/// <summary>
/// What a rule says of one stage at one reading. Raising and clearing are conditions of their own; between them (inside
/// the deadband) both are false.
/// </summary>
public readonly record struct Verdict(Truth Raise, Truth Clear)
{
    public static readonly Verdict Unknown = new(Truth.Unknown, Truth.Unknown);

    public static Verdict Of(bool raise, bool clear) =>
        new(raise ? Truth.True : Truth.False, clear ? Truth.True : Truth.False);
}
