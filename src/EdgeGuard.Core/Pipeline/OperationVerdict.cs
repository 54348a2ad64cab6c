using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What was decided about a request.</summary>
/// <param name="Why">Of a refusal, for people.</param>
/// <param name="Write">What is to be written; null when it was refused.</param>
public sealed record OperationVerdict(OperationRefusal Refusal, Words? Why, OutputWrite? Write);
