using System.Collections.ObjectModel;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>What is kept of a device from one run of the gateway to the next.</summary>
/// <param name="Fingerprint">Of everything it rests on: profile, variant, place on the bus. With another one it is worth nothing.</param>
internal sealed record DeviceMemory(string Fingerprint)
{
    /// <summary>Everything that is not refused was read once: what is refused later was answered before.</summary>
    public bool WasRead { get; init; }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<RefusedRange> Refused { get; init; } = [];

    /// <summary>Values that are not read together with the one before them; each by its first register.</summary>
    public IReadOnlyList<RefusedRange> Boundaries { get; init; } = [];
}

/// <param name="Address">On the wire.</param>
/// <param name="Boot">The run in which it was found, and the seconds from its start.</param>
internal sealed record RefusedRange(RegisterTable Table, int Address, int Count, bool WasAnswered, uint Boot, double Seconds);
