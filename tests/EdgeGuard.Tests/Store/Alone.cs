namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>Tests that measure the memory of the whole process, and run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
