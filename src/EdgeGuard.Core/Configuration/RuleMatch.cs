namespace EdgeGuard.Core.Configuration;

/// <summary>A rule watches a point.</summary>
/// <param name="Point">Place of the point in the list that was bound.</param>
public readonly record struct RuleMatch(RuleConfig Rule, int Point);
