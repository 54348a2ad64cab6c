namespace EdgeGuard.Simulator.Physics;

/// <summary>
/// A string of lead-acid cells (VRLA). Voltages of the whole string, currents in A, temperature in degC.
/// </summary>
/// <remarks>
/// Cell: open 2.14 V full and 1.95 V empty, 0.3 V lower a C of current, with a knee at the end, so that the 10 h rate ends at 1.80 V (end
/// voltage of the 10 h rate: GB 51194). Above the 10 h rate Peukert's 1.3 fits the factors 0.75 at 3 h and 0.55 at 1 h of the same
/// standard. Gas current on float 1 mA/Ah (EN 50272-2). Charge acceptance and thermal mass [assumed].
/// </remarks>
public sealed record VrlaBattery(int Cells, double CapacityAh, double StateOfCharge, double Temperature)
{
    internal const double PeukertExponent = 1.3;

    private const double EmptyCell = 1.95, CellSpan = 0.19, KneeDepth = 0.12, KneeWidth = 0.04;
    private const double CellDropAtOneC = 0.3;
    private const double AcceptancePerHour = 2;
    private const double ChargeEfficiency = 0.95;
    private const double GasCurrentPerAh = 0.001;
    private const double CoolingSeconds = 4 * 3600;
    private const double HeatPerCellAndAh = 60;

    public double OpenVoltage => Cells * OpenCell(StateOfCharge);

    /// <summary>Ohm.</summary>
    public double Resistance => Cells * CellDropAtOneC / CapacityAh;

    /// <summary>Ampere that a discharge of <paramref name="current"/> really costs.</summary>
    internal double Drain(double current)
    {
        double tenHourRate = CapacityAh / 10;
        return current <= tenHourRate ? current : current * Math.Pow(current / tenHourRate, PeukertExponent - 1);
    }

    /// <summary>
    /// Terminal voltage when battery and a source of <paramref name="support"/> A together carry a constant power: the upper
    /// root of V² - (E + R·I)·V + R·P = 0. Zero when they cannot.
    /// </summary>
    internal double LoadedVoltage(double power, double support)
    {
        double b = OpenVoltage + Resistance * support;
        double root = b * b - 4 * Resistance * power;
        return StateOfCharge <= 0 || root < 0 ? 0 : (b + Math.Sqrt(root)) / 2;
    }

    /// <summary>Current that the cells take at a voltage, at most <paramref name="limit"/>, without the gas current.</summary>
    internal double Acceptance(double voltage, double limit)
    {
        double byVoltage = (voltage - OpenVoltage) / Resistance;
        double byChemistry = (1 - StateOfCharge) * AcceptancePerHour * CapacityAh;
        return Math.Max(0, Math.Min(limit, Math.Min(byVoltage, byChemistry)));
    }

    internal double GasCurrent => GasCurrentPerAh * CapacityAh;

    internal double ChargeVoltage(double current) => OpenVoltage + Resistance * current;

    internal VrlaBattery Discharge(double current, double ambient, double seconds) => this with
    {
        StateOfCharge = Math.Max(0, StateOfCharge - Drain(current) * seconds / 3600 / CapacityAh),
        Temperature = Warm(current, ambient, seconds),
    };

    internal VrlaBattery Charge(double accepted, double ambient, double seconds) => this with
    {
        StateOfCharge = Math.Min(1, StateOfCharge + accepted * ChargeEfficiency * seconds / 3600 / CapacityAh),
        Temperature = Warm(accepted, ambient, seconds),
    };

    /// <summary>Seconds to empty at a current.</summary>
    internal double Runtime(double current) => current <= 0 ? double.PositiveInfinity : StateOfCharge * CapacityAh / Drain(current) * 3600;

    /// <summary>Seconds until a constant power pulls the terminals down to a voltage.</summary>
    internal double Runtime(double power, double endVoltage)
    {
        double now = LoadedVoltage(power, 0);
        if (power <= 0 || now <= endVoltage)
            return power <= 0 ? double.PositiveInfinity : 0;
        double endCell = (endVoltage + Resistance * power / endVoltage) / Cells;
        (double low, double high) = (0, StateOfCharge);
        for (int i = 0; i < 14; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = OpenCell(middle) < endCell ? (middle, high) : (low, middle);
        }

        return (StateOfCharge - high) * CapacityAh / Drain(2 * power / (now + endVoltage)) * 3600;
    }

    private static double OpenCell(double charge) => EmptyCell + CellSpan * charge - KneeDepth * Math.Exp(-charge / KneeWidth);

    private double Warm(double current, double ambient, double seconds) =>
        Lag.Toward(Temperature, ambient, CoolingSeconds, seconds)
        + current * current * Resistance / (Cells * CapacityAh * HeatPerCellAndAh) * seconds;
}
