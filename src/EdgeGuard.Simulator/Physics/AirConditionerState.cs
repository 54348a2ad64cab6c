namespace EdgeGuard.Simulator.Physics;

/// <summary>
/// A room air conditioner with one compressor, on and off around its set point. Temperatures in degC, powers in W, times in s.
/// A failed one keeps its fan and its controller; one without mains stands still, but its controller goes on
/// (fed by the UPS) [assumed].
/// </summary>
/// <remarks>
/// Lock-out 180 s after each stop, and a compressor runs again 225 s after power returned: the controller starts in 45 s,
/// then waits the lock-out (compressor proof rule of the field). Capacity 7 kW of the InRow SC's class; air flow 1650 m³/h, a return
/// 0.8 K above the mean of the room and a coil that needs 20 s [assumed].
/// </remarks>
public sealed record AirConditionerState
{
    internal const double Capacity = 7000;
    internal const double LockOut = 180;
    internal const double ControllerStart = 45;
    internal const double DefaultHalfBand = 1;
    internal const double ReturnRise = 0.8;

    private const double AirFlow = 0.55;
    private const double CoilSeconds = 20;
    private const double FanSeconds = 5;
    private const double CompressorPower = 2100;
    private const double FanPower = 250;
    private const double LeastFan = 0.2;
    private const double CoilContact = 0.1;
    private const double CoilTemperature = 9;

    public required double Setpoint { get; init; }

    /// <summary>K to each side of the set point.</summary>
    public double HalfBand { get; init; } = DefaultHalfBand;

    public required double Return { get; init; }

    public bool Powered { get; init; } = true;

    public bool Failed { get; init; }

    public bool FanFailed { get; init; }

    /// <summary>At rest by the rotation, or switched off.</summary>
    public bool Stopped { get; init; }

    /// <summary>0-1: what the refrigerant that is left can do.</summary>
    public double Charge { get; init; } = 1;

    /// <summary>The thermostat calls for cooling, whether or not the compressor can follow.</summary>
    public bool Calls { get; init; }

    public bool CompressorRuns { get; init; }

    /// <summary>Until the compressor may start.</summary>
    public double LockOutLeft { get; init; }

    public double ControllerStartLeft { get; init; }

    /// <summary>0-1: how far the coil is cold.</summary>
    public double Effect { get; init; }

    /// <summary>0-1.</summary>
    public double Fan { get; init; } = 1;

    public long Starts { get; init; }

    public double RunTime { get; init; }

    /// <summary>Mains are there and the controller has started.</summary>
    public bool Awake => Powered && ControllerStartLeft <= 0;

    /// <summary>Sensible cooling of the room.</summary>
    public double Output => Capacity * Charge * Effect * Fan;

    /// <summary>What the thermostat would like: proportional inside the band.</summary>
    public double Demand => Awake && !Stopped ? Capacity * Math.Clamp((Return - (Setpoint - HalfBand)) / (2 * HalfBand), 0, 1) : 0;

    public double Supply => Return - Charge * Effect * Capacity / (AirFlow * AirState.SpecificHeat);

    public double ElectricPower => (CompressorRuns ? CompressorPower : 0) + (Powered ? FanPower * Fan : 0);

    /// <summary>kg/s of water that leaves the air with humidity ratio <paramref name="moisture"/> on the coil.</summary>
    internal double Condensate(double moisture) =>
        AirFlow * CoilContact * Effect * Fan * Math.Max(0, moisture - Psychrometrics.Moisture(CoilTemperature, 100));

    internal AirConditionerState Step(double roomTemperature, bool mains, in AirConditionerInputs inputs, double seconds)
    {
        double setpoint = inputs.Setpoint ?? Setpoint, halfBand = inputs.HalfBand ?? HalfBand;
        double starting = mains ? Math.Max(0, ControllerStartLeft - seconds) : ControllerStart;
        bool awake = mains && starting <= 0;
        double lockOut = !mains ? LockOut : awake ? Math.Max(0, LockOutLeft - seconds) : LockOutLeft;
        double @return = roomTemperature + ReturnRise;
        bool calls = !inputs.Stopped && (@return > setpoint + halfBand || (Calls && @return > setpoint - halfBand));
        bool runs = awake && !inputs.Failed && calls && Fan > LeastFan && (CompressorRuns || lockOut <= 0);
        return this with
        {
            Setpoint = setpoint,
            HalfBand = halfBand,
            Return = @return,
            Powered = mains,
            Failed = inputs.Failed,
            FanFailed = inputs.FanFailed,
            Stopped = inputs.Stopped,
            Charge = 1 - inputs.RefrigerantLost,
            Calls = calls,
            CompressorRuns = runs,
            LockOutLeft = CompressorRuns && !runs ? LockOut : lockOut,
            ControllerStartLeft = starting,
            Effect = Lag.Toward(Effect, runs ? 1 : 0, CoilSeconds, seconds),
            Fan = Lag.Toward(Fan, awake && !inputs.FanFailed && !inputs.Stopped ? 1 : 0, FanSeconds, seconds),
            Starts = Starts + (runs && !CompressorRuns ? 1 : 0),
            RunTime = RunTime + (CompressorRuns ? seconds : 0),
        };
    }
}
