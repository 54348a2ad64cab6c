namespace EdgeGuard.Core.Configuration;

/// <summary>What a piece of equipment is, for the rules that compare it with its neighbours. Texts are equal without regard to case.</summary>
public sealed record AssetConfig
{
    public string? Maker { get; init; }

    public string? Model { get; init; }

    /// <summary>Of a battery: <c>vrla</c>, <c>lfp</c> …</summary>
    public string? Chemistry { get; init; }

    /// <summary>Of a battery string: name of the group of strings that are in parallel, e.g. <c>dc1</c>.</summary>
    public string? Parallel { get; init; }
}
