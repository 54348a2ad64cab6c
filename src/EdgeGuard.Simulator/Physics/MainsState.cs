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

    /// <summary>The voltages sway slowly by about 1 V, each phase in a period of its own, and the frequency by 0.02 Hz [assumed].</summary>
    internal MainsState Step(bool present, double at, double a, double b, double c, double seconds) => present
        ? this with
        {
            Present = true,
            VoltageA = 230.5 + Math.Sin(at / 97),
            VoltageB = 229.5 + Math.Sin(at / 113),
            VoltageC = 231.5 + Math.Sin(at / 131),
            PowerA = a,
            PowerB = b,
            PowerC = c,
            Frequency = 50 + 0.02 * Math.Sin(at / 41),
            Energy = Energy + (a + b + c) * seconds / 3.6e6,
        }
        : this with { Present = false, VoltageA = 0, VoltageB = 0, VoltageC = 0, PowerA = 0, PowerB = 0, PowerC = 0, Frequency = 0 };
}
