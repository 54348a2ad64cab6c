namespace EdgeGuard.Gateway.Hosting;

/// <summary>A point and its alarms as they stand in the daemon.</summary>
internal sealed record ExplainReport(PointReport Point, IReadOnlyList<AlarmExplanation> Alarms);

/// <param name="Key"><c>device.point.rule</c>.</param>
/// <param name="State">Letter of ISA-18.2.</param>
/// <param name="Serial">Of the occurrence that stands; null in A.</param>
/// <param name="Parts">What the rule's expressions are worth now, part by part; empty for a rule without any.</param>
internal sealed record AlarmExplanation(
    string Key, string Rule, string State, string? Serial, string Quality, IReadOnlyList<StageExplanation> Stages, IReadOnlyList<PartExplanation> Parts);

/// <summary>A point or a call of an expression.</summary>
/// <param name="Value">Null where it is unknown, or never comes.</param>
internal sealed record PartExplanation(string Text, double? Value, string Unit, string Quality, string Reason);

/// <param name="State"><c>on</c>; <c>clearing</c>: on, and its clear condition holds; <c>pending</c>: its raise condition holds; <c>off</c>.</param>
/// <param name="HeldSeconds">How long, in good time, the condition it waits for has held; null where it waits for none.</param>
/// <param name="OfSeconds">The delay that this must reach.</param>
internal sealed record StageExplanation(string Stage, int Level, double? Limit, string State, double? HeldSeconds, double OfSeconds);
