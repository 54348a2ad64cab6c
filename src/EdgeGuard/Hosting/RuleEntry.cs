using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>A rule of the configuration, and what it watches in this room.</summary>
/// <param name="Type">As in its file; the gateway's own rules are digital.</param>
/// <param name="File">Null: the gateway's own.</param>
/// <param name="Binds">What its file says: a signal or a point pattern.</param>
/// <param name="Points">Names of the points it watches.</param>
/// <param name="Unbound">Why it watches none; null when it does.</param>
internal sealed record RuleEntry(AlarmRule Rule, string Type, string? File, string? Binds, IReadOnlyList<string> Points, Words? Unbound);
