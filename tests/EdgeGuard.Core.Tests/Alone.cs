namespace EdgeGuard.Core.Tests;

/// <summary>Tests that measure the memory of the whole process run with no other beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
