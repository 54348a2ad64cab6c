namespace EdgeGuard.Simulator.Physics;

/// <summary>The three-phase feed as its meter sees it: V to neutral, W by phase, Hz, kWh. Power factor 0.97 [assumed].</summary>
public sealed record MainsState
{
    public const double PowerFactor = 0.97;

    public bool Present { get; init; } = true;

    public double VoltageA { get; init; } = 230;

    public double VoltageB { get; init; } = 230;

    public double VoltageC { get; init; } = 230;

    public double PowerA { get; init; }

    public double PowerB { get; init; }

    public double PowerC { get; init; }

    public double Frequency { get; init; } = 50;

    public double Energy { get; init; } = 12_345;

    public double Power => PowerA + PowerB + PowerC;

    /// <summary>
    /// The voltages sway slowly by about 1 V, each phase in a period of its own, and the frequency by 0.02 Hz; a generator's sway three times
    /// as far, and its frequency lies 0.3 Hz high. Without neutral the lightest phase of a star rises to 280 V [assumed].
    /// </summary>
    internal MainsState Step(RoomInputs inputs, double at, double a, double b, double c, double seconds) => inputs.Mains
        ? this with
        {
            Present = true,
            VoltageA = (inputs.NeutralLost ? 190 : 230.5) + (inputs.Generator ? 3 : 1) * Math.Sin(at / 97),
            VoltageB = (inputs.NeutralLost ? 280 : 229.5) + (inputs.Generator ? 3 : 1) * Math.Sin(at / 113),
            VoltageC = (inputs.NeutralLost ? 225 : 231.5) + (inputs.Generator ? 3 : 1) * Math.Sin(at / 131),
            PowerA = a,
            PowerB = b,
            PowerC = c,
            Frequency = inputs.Generator ? 50.3 + 0.1 * Math.Sin(at / 41) : 50 + 0.02 * Math.Sin(at / 41),
            Energy = Energy + (a + b + c) * seconds / 3.6e6,
        }
        : this with { Present = false, VoltageA = 0, VoltageB = 0, VoltageC = 0, PowerA = 0, PowerB = 0, PowerC = 0, Frequency = 0 };
}
