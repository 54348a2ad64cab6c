using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>
/// One value of a device, as its profile states it. From registers to reading: order, type, <see cref="Invalid"/>, <see cref="Map"/>,
/// then <c>value = raw * Scale + Offset</c>, <see cref="Negate"/> or <see cref="Magnitude"/>, <see cref="Range"/>, and last the
/// conversion from <see cref="Unit"/> to the canonical unit.
/// </summary>
public sealed record RegisterPoint
{
    /// <summary><c>[A-Za-z][A-Za-z0-9_-]{0,63}</c>; in a module <c>{n}</c> stands for its number.</summary>
    public required string Name { get; init; }

    /// <summary>A name in the signal dictionary.</summary>
    public required string Signal { get; init; }

    /// <summary>Null: the profile's <see cref="DeviceProfile.Table"/>.</summary>
    public RegisterTable? Table { get; init; }

    /// <summary>First register, in the profile's address style.</summary>
    [JsonConverter(typeof(RegisterNumberConverter))]
    public required int Address { get; init; }

    /// <summary>Null: <see cref="RegisterType.U16"/>, or <see cref="RegisterType.Bool"/> in a table of bits.</summary>
    public RegisterType? Type { get; init; }

    /// <summary>Null: the profile's <see cref="DeviceProfile.Order"/>.</summary>
    public RegisterOrder? Order { get; init; }

    /// <summary>0 (least significant) to 15: the point is this bit of a 16-bit register.</summary>
    public int? Bit { get; init; }

    /// <summary>With <see cref="Bit"/>: so many bits from there make a number. Null: one.</summary>
    public int? Bits { get; init; }

    /// <summary>A bit that is 0 where its signal says 1.</summary>
    public bool Invert { get; init; }

    public Scale Scale { get; init; }

    /// <summary>Added after scaling, in the stated unit.</summary>
    public double Offset { get; init; }

    /// <summary>The unit after scaling, a name of <see cref="Points.Units"/>. Null: the signal's canonical unit.</summary>
    public string? Unit { get; init; }

    /// <summary>The device counts the other direction as positive (battery current is positive in charge).</summary>
    public bool Negate { get; init; }

    /// <summary>The sign carries nothing (-48 V is told as 48).</summary>
    public bool Magnitude { get; init; }

    /// <summary>Whole bit patterns that mean "no value"; of a bit point, of its whole register. Null: the profile's for the type.</summary>
    public IReadOnlyList<RawPattern>? Invalid { get; init; }

    public ValueRange? Range { get; init; }

    /// <summary>An enumeration's raw numbers and the signal's numbers for them; any other raw number is bad, OutOfRange.</summary>
    public IReadOnlyDictionary<int, int>? Map { get; init; }

    /// <summary>Words for the numbers the point gives out. Null: the signal's. Without a <see cref="Map"/> any other number is bad, OutOfRange.</summary>
    public IReadOnlyDictionary<int, Words>? States { get; init; }

    /// <summary>An enumeration that the device sends as a float.</summary>
    public bool WholeNumber { get; init; }

    /// <summary>For a bit that is the device's own alarm: how it goes back.</summary>
    public AlarmClear? Clear { get; init; }

    /// <summary>Read more seldom (or oftener) than the device. Null: with the device.</summary>
    public TimeSpan? Poll { get; init; }

    /// <summary>Null: the signal's words.</summary>
    public Words? Label { get; init; }
}
