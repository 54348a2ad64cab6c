using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Core.Pipeline;

/// <summary>A value that has to be written to an output, decided; whoever carries it out reads it back and tells with <see cref="OperatedInput"/>.</summary>
/// <param name="Output">Index of the operation.</param>
/// <param name="By">Who wants it.</param>
public sealed record OutputWrite(int Output, OperationConfig Operation, int Value, string By, WriteCause Cause);
