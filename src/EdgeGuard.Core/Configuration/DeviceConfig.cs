using System.Collections.ObjectModel;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>One file of <c>/etc/edgeguard/devices.d/</c>; schema <c>hardware/schema/device.schema.json</c>.</summary>
public sealed record DeviceConfig
{
    /// <summary><c>[A-Za-z0-9_-]{1,64}</c>, unique without regard to case.</summary>
    public required string Id { get; init; }

    public Words? Name { get; init; }

    /// <summary>A bus of edgeguard.json by name, or <c>tcp://host[:502]</c>, or <c>rtutcp://host:port</c>.</summary>
    public required string Bus { get; init; }

    /// <summary>Modbus: name of the profile (<c>hardware/profiles/NAME.json</c>). Exactly one of Profile and Sensor is given.</summary>
    public string? Profile { get; init; }

    /// <summary>Modbus: version of the profile's map, where it has several; null takes the profile's default.</summary>
    public string? Variant { get; init; }

    /// <summary>A chip or contacts of the catalog: <c>sht3x</c>, <c>ads1115</c>, <c>contacts</c> …</summary>
    public string? Sensor { get; init; }

    /// <summary>Modbus unit id 0-255; null takes the profile's.</summary>
    public int? Unit { get; init; }

    /// <summary>I2C address, 7 bit; null takes the chip's first.</summary>
    public int? Address { get; init; }

    /// <summary>1-Wire: the chip's ROM code as the kernel names it, <c>28-0316a2795bff</c>.</summary>
    public string? Rom { get; init; }

    /// <summary>The GPIO line of a sensor that has one for itself.</summary>
    public int? Line { get; init; }

    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time for one answer; null takes the profile's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Level of the alarm that says the device is silent, 1-4 [our default: 2].</summary>
    public int CommLevel { get; init; } = 2;

    /// <summary>Contacts, by point name.</summary>
    public IReadOnlyDictionary<string, ContactConfig> Contacts { get; init => field = OneIfEmpty(value); } = ReadOnlyDictionary<string, ContactConfig>.Empty;

    /// <summary>Analogue inputs (ads1115), by point name.</summary>
    public IReadOnlyDictionary<string, ChannelConfig> Channels { get; init => field = OneIfEmpty(value); } = ReadOnlyDictionary<string, ChannelConfig>.Empty;

    /// <summary>Supervised loops over analogue inputs (ads1115), by point name.</summary>
    public IReadOnlyDictionary<string, LoopConfig> Loops { get; init => field = OneIfEmpty(value); } = ReadOnlyDictionary<string, LoopConfig>.Empty;

    /// <summary>ina219, ina226: the shunt across which they measure.</summary>
    public ShuntConfig? Shunt { get; init; }

    /// <summary>Chips: other signals than the usual ones, by point name; a probe on a cold pipe is not the room's.</summary>
    public IReadOnlyDictionary<string, string> Signals { get; init => field = OneIfEmpty(value); } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Asset data for the over-age and over-load rules.</summary>
    public DateOnly? Installed { get; init; }

    public IReadOnlyDictionary<string, double> Ratings { get; init => field = OneIfEmpty(value); } = ReadOnlyDictionary<string, double>.Empty;

    public AssetConfig? Asset { get; init; }

    /// <summary>Most devices have none of these, and then they all have the same one.</summary>
    private static IReadOnlyDictionary<string, T> OneIfEmpty<T>(IReadOnlyDictionary<string, T> value) =>
        value.Count > 0 ? value : ReadOnlyDictionary<string, T>.Empty;
}
