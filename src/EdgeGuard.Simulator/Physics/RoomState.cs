namespace EdgeGuard.Simulator.Physics;

/// <summary>
/// The whole room at one moment. Immutable; <see cref="Step"/> is a pure function of state, inputs and step, so the same steps
/// always lead to the same state.
/// </summary>
public sealed record RoomState
{
    /// <summary>The longest single step, s: a longer one is divided, for the air's time constant is about 300 s.</summary>
    internal const double LongestStep = 2;

    private const double DaySwing = 5;
    private const double WarmestHour = 15;

    public required RoomInputs Inputs { get; init; }

    /// <summary>Room time since the start, s.</summary>
    public double Seconds { get; init; }

    /// <summary>Hour of the day at the start.</summary>
    public double StartHour { get; init; }

    public required AirState Air { get; init; }

    public required AirConditionerState AirConditioner1 { get; init; }

    public required AirConditionerState AirConditioner2 { get; init; }

    public required DcPlantState DcPlant { get; init; }

    public required UpsState Ups { get; init; }

    public MainsState Mains { get; init; } = new();

    /// <summary>degC; a sine around the day's mean, warmest at 15:00, 10 K from night to day [assumed].</summary>
    public double Outdoor => Inputs.OutdoorMean + DaySwing * Math.Cos(2 * Math.PI * (StartHour + Seconds / 3600 - WarmestHour) / 24);

    /// <summary>W of everything that heats the air.</summary>
    public double Heat =>
        DcPlant.LoadPower + DcPlant.InputPower * (1 - DcPlantState.Efficiency) + Ups.LoadPower + Ups.Loss + Inputs.ExtraHeat;

    /// <summary>Temperature of a probe, degC: warm air stands high, and the one beside the racks is drawn to the air they take in.</summary>
    public double Probe(RoomProbe probe) => Air.Temperature + probe switch
    {
        RoomProbe.Low => -0.7,
        RoomProbe.Middle => 0.1,
        RoomProbe.High => 0.8,
        _ => 0.3,
    };

    /// <summary>%RH at a probe: the same water in warmer air is a lower humidity.</summary>
    public double ProbeHumidity(RoomProbe probe) => Psychrometrics.RelativeHumidity(Probe(probe), Air.Moisture);

    /// <summary>A room that has run for a long time: unit 1 cools, unit 2 rests, both batteries are full.</summary>
    public static RoomState Start(RoomInputs inputs, double startHour, double temperature)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        double rest = temperature + AirConditionerState.ReturnRise;
        var state = new RoomState
        {
            Inputs = inputs,
            StartHour = startHour,
            Air = new AirState(temperature, temperature + 0.3, Psychrometrics.Moisture(temperature, 45), 0),
            AirConditioner1 = new AirConditionerState { Setpoint = 22, Return = rest, Calls = true, CompressorRuns = true, Effect = 1, Starts = 1 },
            AirConditioner2 = new AirConditionerState { Setpoint = 23, Return = rest },
            DcPlant = new DcPlantState { Battery = new VrlaBattery(24, 300, 1, temperature + 0.5) },
            Ups = new UpsState { Battery = new VrlaBattery(36, 36, 1, temperature + 2) },
        };
        return state.Step(inputs, 0);
    }

    /// <summary>The room <paramref name="seconds"/> later. A step of 0 makes inputs felt at once wherever nothing has to flow first.</summary>
    public RoomState Step(RoomInputs inputs, double seconds)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        RoomState state = this;
        for (; seconds > LongestStep; seconds -= LongestStep)
            state = state.Once(inputs, LongestStep);
        return state.Once(inputs, seconds);
    }

    private RoomState Once(RoomInputs inputs, double seconds)
    {
        double air = Air.Temperature;
        AirConditionerState first = AirConditioner1.Step(air, inputs.Mains, inputs.AirConditioner1, seconds);
        AirConditionerState second = AirConditioner2.Step(air, inputs.Mains, inputs.AirConditioner2, seconds);
        DcPlantState plant = DcPlant.Step(inputs.Mains, inputs.DcLoad, inputs.FailedRectifiers, air, seconds);
        UpsState ups = Ups.Step(inputs.Mains, inputs.UpsLoad, air, seconds, inputs.UpsTest);
        RoomState next = this with
        {
            Inputs = inputs,
            Seconds = Seconds + seconds,
            AirConditioner1 = first,
            AirConditioner2 = second,
            DcPlant = plant,
            Ups = ups,
            Mains = Mains.Step(
                inputs, Seconds, plant.InputPower / 3 + ups.InputPower, plant.InputPower / 3 + first.ElectricPower,
                plant.InputPower / 3 + second.ElectricPower + inputs.PhaseLoad, seconds),
        };
        double condensate = first.Condensate(Air.Moisture) + second.Condensate(Air.Moisture);
        return next with { Air = Air.Step(next.Heat - first.Output - second.Output, condensate, next.Outdoor, inputs, seconds) };
    }
}
