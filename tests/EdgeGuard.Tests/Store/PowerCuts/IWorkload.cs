namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>Something that uses a store, and knows what must be found afterwards.</summary>
internal interface IWorkload
{
    /// <summary>What stands on the disk when it begins.</summary>
    IReadOnlyDictionary<string, byte[]> Start { get; }

    /// <summary>Runs from <see cref="Start"/>, marking each step as started and acknowledged.</summary>
    void Run(TraceFolder folder);

    /// <summary>
    /// Opens what a cut left, checks that it holds the state after a step from <see cref="Progress.Acknowledged"/> to
    /// <see cref="Progress.Started"/>, goes on for a few commits, and checks again.
    /// </summary>
    void Verify(TraceFolder folder, Progress progress);
}
