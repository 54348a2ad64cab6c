using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>What a <see cref="ModbusSource"/> knows of its device beyond the requests.</summary>
internal sealed record ModbusSourceOptions
{
    /// <summary>Requests of one poll beyond those that a well known device takes [our default]: learning must not slow the other devices.</summary>
    public const int DefaultExtra = 4;

    /// <summary>Its identity, versions and texts are asked for; null: of nothing but the points.</summary>
    public DeviceProfile? Profile { get; init; }

    /// <summary>Null: the profile's default.</summary>
    public string? Variant { get; init; }

    /// <summary>Of what is said to people.</summary>
    public Language Language { get; init; } = Language.Zh;

    public int ExtraRequests { get; init; } = DefaultExtra;

    /// <summary>What earlier runs learnt; of another fingerprint it is forgotten.</summary>
    public DeviceMemory Memory { get; init; } = new("");

    /// <summary>Told of what the next run should know.</summary>
    public Action<DeviceMemory> Keep { get; init; } = static _ => { };

    /// <summary>Told of what people should find in the journal.</summary>
    public Action<Words> Tell { get; init; } = static _ => { };
}
