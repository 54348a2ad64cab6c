namespace EdgeGuard.Core.Expressions;

/// <summary>Where in the room a part of an expression is bound; an aggregate binds its argument in many.</summary>
/// <param name="Device">Signals and ratings are those of this device; null: the room.</param>
/// <param name="Self">The point that <c>self</c> means.</param>
internal sealed record Frame(string? Device, ScopePoint? Self)
{
    /// <summary>The one of the device's several points of a signal that an aggregate is at.</summary>
    public ScopePoint? Chosen { get; init; }

    /// <summary>Inside an aggregate: collects the signals of which the device has several points. Null outside.</summary>
    public HashSet<string>? Several { get; init; }
}
