namespace EdgeGuard.Simulator.Physics;

/// <summary>A double-converting UPS of 3 kVA with four strings of six 12 V blocks. Powers in W, times in s.</summary>
/// <remarks>
/// Load bands of the overload alarms 105-110 and 110-130 % (Huawei UPS2000 manual). 72 V, 36 Ah, power factor 0.8, 93 %, cut-off 1.70 V a
/// cell, low battery at 2 min left [assumed].
/// </remarks>
public sealed record UpsState
{
    public const double RatedVa = 3000, RatedPower = 2400, OutputNominal = 230;

    internal const double Efficiency = 0.93;

    private const double CutOffCell = 1.70, FloatCell = 2.27;
    private const double LowRuntime = 120;
    private const double LeastChargeToTest = 0.5;

    public required VrlaBattery Battery { get; init; }

    public UpsMode Mode { get; init; } = UpsMode.Normal;

    public double LoadPower { get; init; }

    public double BatteryVoltage { get; init; }

    /// <summary>Positive in charge.</summary>
    public double BatteryCurrent { get; init; }

    /// <summary>Inside the cabinet, degC.</summary>
    public double Temperature { get; init; }

    /// <summary>At the present load, on battery or if the mains failed now.</summary>
    public double Runtime => Mode == UpsMode.Off ? 0 : RuntimeAt(LoadPower);

    public double LoadPercent => 100 * LoadPower / RatedPower;

    public double OutputVoltage => Mode == UpsMode.Off ? 0 : OutputNominal;

    public double OutputCurrent => Mode == UpsMode.Off ? 0 : LoadPower / PowerFactor / OutputNominal;

    public double ApparentPower => LoadPower / PowerFactor;

    public bool BatteryLow => Mode == UpsMode.Battery && Runtime < LowRuntime;

    public double InputPower => Mode == UpsMode.Normal ? LoadPower / Efficiency + BatteryCurrent * BatteryVoltage / Efficiency : 0;

    /// <summary>W of loss that stays in the room.</summary>
    public double Loss => Mode == UpsMode.Off ? 0 : LoadPower * (1 / Efficiency - 1);

    private const double PowerFactor = RatedPower / RatedVa;

    internal UpsState Step(bool mains, double load, double ambient, double seconds, bool test = false)
    {
        UpsState next = mains
            ? test && Battery.StateOfCharge > LeastChargeToTest
                ? Discharge(load, ambient, seconds) with { Mode = UpsMode.Test }
                : Charge(load, ambient, seconds)
            : Mode == UpsMode.Off ? this : Discharge(load, ambient, seconds);
        return next with { Temperature = ambient + 6 + 4 * next.LoadPercent / 100 };
    }

    private UpsState Charge(double load, double ambient, double seconds)
    {
        double target = Battery.Cells * FloatCell;
        double limit = Battery.CapacityAh / 10;
        double accepted = Battery.Acceptance(target, limit);
        return this with
        {
            Mode = UpsMode.Normal,
            LoadPower = load,
            Battery = Battery.Charge(accepted, ambient, seconds),
            BatteryVoltage = accepted < limit ? target : Math.Min(target, Battery.ChargeVoltage(accepted)),
            BatteryCurrent = accepted + Battery.GasCurrent,
        };
    }

    private UpsState Discharge(double load, double ambient, double seconds)
    {
        double voltage = Battery.LoadedVoltage(load / Efficiency, 0);
        if (voltage < Battery.Cells * CutOffCell)
            return this with { Mode = UpsMode.Off, LoadPower = 0, BatteryCurrent = 0, BatteryVoltage = Battery.OpenVoltage };
        double current = load / Efficiency / voltage;
        return this with
        {
            Mode = UpsMode.Battery,
            LoadPower = load,
            Battery = Battery.Discharge(current, ambient, seconds),
            BatteryVoltage = voltage,
            BatteryCurrent = -current,
        };
    }

    private double RuntimeAt(double load) => Math.Min(Battery.Runtime(load / Efficiency, Battery.Cells * CutOffCell), 86_400);
}
