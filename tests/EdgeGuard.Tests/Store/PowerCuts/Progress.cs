namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>How far a workload had come at a moment.</summary>
/// <param name="Told">What the store had told it with the last acknowledgement.</param>
internal readonly record struct Progress(int Acknowledged, int Started, string Told)
{
    public Progress After(DiskEvent change) => change.Action switch
    {
        DiskAction.Started => this with { Started = (int)change.Offset },
        DiskAction.Acknowledged => new Progress((int)change.Offset, (int)change.Offset, change.Other.Length > 0 ? change.Other : Told),
        _ => this,
    };
}
