namespace EdgeGuard.Simulator.Physics;

/// <summary>
/// A -48 V rectifier plant with its battery, voltages as magnitudes. Battery current is positive in charge.
/// Constant-power load; two stages of low-voltage disconnection.
/// </summary>
/// <remarks>
/// 24 cells; float 53.5, boost 56.4, LVD1 46, LVD2 44 V (settings typical of the B-interface); compensation -3 mV a cell and K. Four modules
/// of 50 A, 300 Ah, charge limit C/10, 95.5 % efficiency, 60 % of the load behind LVD1 [assumed].
/// </remarks>
public sealed record DcPlantState
{
    public const double FloatVoltage = 53.5, BoostVoltage = 56.4, Lvd1Voltage = 46, Lvd2Voltage = 44;
    public const double LowVoltageLimit = 47, HighVoltageLimit = 57.5;
    public const int Modules = 4;
    public const double ModuleCurrent = 50;

    internal const double Efficiency = 0.955;
    internal const double LoadKeptByLvd1 = 0.4;

    private const double CompensationPerKelvin = 24 * 0.003;
    private const double BoostBelow = 0.95, BoostUntil = 0.99;

    public required VrlaBattery Battery { get; init; }

    public double BusVoltage { get; init; } = FloatVoltage;

    public double LoadCurrent { get; init; }

    public double BatteryCurrent { get; init; }

    public double RectifierCurrent { get; init; }

    public double AvailableCurrent { get; init; } = Modules * ModuleCurrent;

    public bool RectifiersOn { get; init; } = true;

    public bool Boost { get; init; }

    /// <summary>Open: the load of low priority is off.</summary>
    public bool Lvd1Open { get; init; }

    /// <summary>Open: the battery is off the bus, and everything with it.</summary>
    public bool Lvd2Open { get; init; }

    /// <summary>Length of the discharge that lasts, or of the last one, s.</summary>
    public double DischargeSeconds { get; init; }

    public bool Discharging => BatteryCurrent < 0;

    /// <summary>What the load takes now.</summary>
    public double LoadPower => LoadCurrent * BusVoltage;

    /// <summary>What the rectifiers take from the mains.</summary>
    public double InputPower => RectifierCurrent * BusVoltage / Efficiency;

    /// <summary>Hours to empty at the present load.</summary>
    public double RuntimeHours => Battery.Runtime(LoadCurrent) / 3600;

    internal DcPlantState Step(bool mains, double load, int failedModules, double ambient, double seconds)
    {
        double available = mains ? Math.Clamp(Modules - failedModules, 0, Modules) * ModuleCurrent : 0;
        return available > 0 ? OnRectifiers(available, load, ambient, seconds) : OnBattery(load, ambient, seconds);
    }

    private DcPlantState OnRectifiers(double available, double load, double ambient, double seconds)
    {
        bool boost = Boost ? Battery.StateOfCharge < BoostUntil : Battery.StateOfCharge < BoostBelow;
        double target = (boost ? BoostVoltage : FloatVoltage) - CompensationPerKelvin * (Battery.Temperature - 25);
        double spare = available - load / target;
        DcPlantState next = this with
        {
            RectifiersOn = true,
            AvailableCurrent = available,
            Boost = boost,
            Lvd1Open = false,
            Lvd2Open = false,
        };
        if (spare < Battery.GasCurrent)
            return next.Supported(available, load, ambient, seconds);

        double limit = Math.Min(Battery.CapacityAh / 10, spare - Battery.GasCurrent);
        double accepted = Battery.Acceptance(target, limit);
        double voltage = accepted < limit ? target : Math.Min(target, Battery.ChargeVoltage(accepted));
        double charge = accepted + Battery.GasCurrent;
        return next with
        {
            Battery = Battery.Charge(accepted, ambient, seconds),
            BusVoltage = voltage,
            LoadCurrent = load / voltage,
            BatteryCurrent = charge,
            RectifierCurrent = load / voltage + charge,
        };
    }

    /// <summary>The modules give all they can and the battery gives the rest.</summary>
    private DcPlantState Supported(double available, double load, double ambient, double seconds)
    {
        double voltage = Battery.LoadedVoltage(load, available);
        if (voltage <= 0)
            return Dead(ambient, seconds);
        double current = Math.Max(0, load / voltage - available);
        return this with
        {
            Battery = Battery.Discharge(current, ambient, seconds),
            BusVoltage = voltage,
            LoadCurrent = load / voltage,
            BatteryCurrent = -current,
            RectifierCurrent = Math.Min(available, load / voltage),
            DischargeSeconds = (Discharging ? DischargeSeconds : 0) + seconds,
        };
    }

    private DcPlantState OnBattery(double load, double ambient, double seconds)
    {
        DcPlantState off = this with { RectifiersOn = false, AvailableCurrent = 0, Boost = false };
        if (Lvd2Open)
            return off.Dead(ambient, seconds);
        DcPlantState next = off.Supported(0, Lvd1Open ? load * LoadKeptByLvd1 : load, ambient, seconds);
        return next with
        {
            Lvd1Open = Lvd1Open || next.BusVoltage < Lvd1Voltage,
            Lvd2Open = Lvd1Open && next.BusVoltage < Lvd2Voltage,
        };
    }

    private DcPlantState Dead(double ambient, double seconds) => this with
    {
        Battery = Battery.Discharge(0, ambient, seconds),
        BusVoltage = 0,
        LoadCurrent = 0,
        BatteryCurrent = 0,
        RectifierCurrent = 0,
        Lvd1Open = true,
        Lvd2Open = true,
    };
}
