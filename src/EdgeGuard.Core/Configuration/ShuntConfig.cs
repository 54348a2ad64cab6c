using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Configuration;

/// <summary>The resistor across which a current is measured.</summary>
public sealed record ShuntConfig
{
    /// <summary>Ohms times amperes of a range that is just reached may come out a hair above it.</summary>
    public const double Exactly = 1 + 1e-9;

    /// <summary>A shunt of 50 A and 75 mV has 0.0015.</summary>
    public required double Ohms { get; init; }

    /// <summary>The highest current either way that must be told; it sets the range and the resolution.</summary>
    public required double MaxAmperes { get; init; }

    /// <summary>The current that counts as positive leaves by the chip's positive input.</summary>
    public bool Reverse { get; init; }

    /// <summary>What the chip sees at <see cref="MaxAmperes"/>.</summary>
    [JsonIgnore]
    public double Volts => Ohms * MaxAmperes;
}
