namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

internal enum DiskAction
{
    Open,
    Write,
    SetLength,
    Flush,
    Delete,
    Rename,
    FlushFolder,

    /// <summary>The workload begins step <see cref="DiskEvent.Offset"/>.</summary>
    Started,

    /// <summary>The store has said that the step is kept.</summary>
    Acknowledged,
}

/// <summary>One thing that happened to the disk, or to the workload, in order.</summary>
internal sealed record DiskEvent(DiskAction Action, string File, long Offset, byte[] Bytes, string Other = "");
