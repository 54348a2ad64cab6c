using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>What is known of a device beside its readings. Immutable.</summary>
internal sealed record DeviceFacts
{
    /// <summary>What the device says of itself: model, serial number, firmware.</summary>
    public IReadOnlyList<DeviceAttribute> Attributes { get; init; } = [];

    /// <summary>Registers that it refuses.</summary>
    public IReadOnlyList<UnreadRange> Unread { get; init; } = [];

    /// <summary>What else people should know; null: nothing.</summary>
    public Words? Note { get; init; }
}

/// <param name="Name">The name in the device's profile.</param>
internal sealed record DeviceAttribute(string Name, Words Label, string Value);

/// <summary>Registers that are not read because the device refuses them.</summary>
/// <param name="Address">The first, on the wire.</param>
/// <param name="Points">What would be read there; empty: they lie between points.</param>
/// <param name="WasAnswered">They were answered before.</param>
/// <param name="Since">When it was found; it may have been in an earlier run.</param>
/// <param name="Tried">When they were last asked for again; null: not in this run of the gateway.</param>
internal sealed record UnreadRange(
    RegisterTable Table, int Address, int Count, IReadOnlyList<PointId> Points, bool WasAnswered, MonotonicTime Since, MonotonicTime? Tried);
