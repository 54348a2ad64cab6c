using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Life;

/// <summary>What an event does while it acts: to the room by its inputs, to the sensors by the moment.</summary>
internal static class LifeEffects
{
    /// <summary>Set points of the return air, degC.</summary>
    private const double LeadSetpoint = 22, StandbySetpoint = 24;

    /// <summary>K: wide enough for four to six starts an hour at these loads.</summary>
    private const double HalfBand = 1.5;

    private const double FireGrowth = 300, SecondDetector = 30;

    /// <param name="e">An event that acts now.</param>
    /// <param name="into">Seconds since it began.</param>
    /// <param name="inputs">What acts beside it.</param>
    /// <param name="moment">Sensors.</param>
    public static RoomInputs Apply(in LifeEvent e, double into, RoomInputs inputs, LifeMoment moment)
    {
        double share = into / e.Length.TotalSeconds;
        switch (e.Kind)
        {
            case LifeEventKind.DoorOpen:
                return inputs with { DoorOpen = true, DoorGap = e.Size };
            case LifeEventKind.Rotation:
                return Rotate(inputs, e.Target, stop: e.Size > 0);
            case LifeEventKind.MainsLost:
                return inputs with { Mains = false };
            case LifeEventKind.OnGenerator:
                return inputs with { Generator = true };
            case LifeEventKind.UpsTest:
                return inputs with { UpsTest = true };
            case LifeEventKind.DcLoadRamp:
                return inputs with { DcLoad = inputs.DcLoad + e.Size * share };
            case LifeEventKind.UpsLoadRamp:
                return inputs with { UpsLoad = inputs.UpsLoad + e.Size * share };
            case LifeEventKind.PhaseLoad:
                return inputs with { PhaseLoad = inputs.PhaseLoad + e.Size };
            case LifeEventKind.NeutralLost:
                return inputs with { NeutralLost = true };
            case LifeEventKind.RectifierFault:
                return inputs with { FailedRectifiers = (int)e.Size };
            case LifeEventKind.Water:
                return inputs with { Water = true };
            case LifeEventKind.Fire:
                return Burn(e, into, inputs, moment);
            default:
                return e.Kind is >= LifeEventKind.UnitFault and <= LifeEventKind.UnitSwitchedOff
                    ? OnUnit(e, share, inputs, moment)
                    : OnSensor(e, into, inputs, moment);
        }
    }

    /// <summary>Leaves alone what has befallen the units otherwise.</summary>
    public static RoomInputs Rotate(RoomInputs inputs, int lead, bool stop)
    {
        return inputs with { AirConditioner1 = Place(inputs.AirConditioner1, 1), AirConditioner2 = Place(inputs.AirConditioner2, 2) };

        AirConditionerInputs Place(AirConditionerInputs unit, int number) => number == lead
            ? unit with { Setpoint = LeadSetpoint, HalfBand = HalfBand }
            : unit with { Setpoint = StandbySetpoint, HalfBand = HalfBand, Stopped = unit.Stopped || stop };
    }

    private static RoomInputs OnUnit(in LifeEvent e, double share, RoomInputs inputs, LifeMoment moment)
    {
        if (e.Kind == LifeEventKind.CompressorDead)
            moment.LeaveUnsaid(e.Target);
        if (e.Kind == LifeEventKind.UnitSwitchedOff)
            moment.SwitchOff(e.Target);
        AirConditionerInputs unit = e.Target == 1 ? inputs.AirConditioner1 : inputs.AirConditioner2;
        unit = e.Kind switch
        {
            LifeEventKind.FanFault => unit with { FanFailed = true },
            LifeEventKind.RefrigerantLoss => unit with { RefrigerantLost = e.Size * share },
            LifeEventKind.UnitSwitchedOff => unit with { Stopped = true },
            _ => unit with { Failed = true },
        };
        return e.Target == 1 ? inputs with { AirConditioner1 = unit } : inputs with { AirConditioner2 = unit };
    }

    private static RoomInputs OnSensor(in LifeEvent e, double into, RoomInputs inputs, LifeMoment moment)
    {
        switch (e.Kind)
        {
            case LifeEventKind.ProbeSpike:
                moment.Spike(e.Target, e.Size);
                break;
            case LifeEventKind.ProbeStuck:
                moment.Stick(e.Target);
                break;
            case LifeEventKind.ProbeDrift:
                moment.Shift(e.Target, e.Size * into / 86_400);
                break;
            case LifeEventKind.ProbeOffset:
                moment.Shift(e.Target, e.Size);
                break;
            case LifeEventKind.SmokeTrip:
                moment.TripSmoke(e.Target);
                break;
            case LifeEventKind.DeviceSilent:
                moment.Silent |= 1u << e.Target;
                break;
            case LifeEventKind.SurgeArresterFault:
                moment.SurgeArresterFailed = true;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(e), e.Kind, "This event has no effect.");
        }

        return inputs;
    }

    private static RoomInputs Burn(in LifeEvent e, double into, RoomInputs inputs, LifeMoment moment)
    {
        moment.TripSmoke(1);
        if (into >= SecondDetector)
            moment.TripSmoke(2);
        return inputs with { Smoke = true, ExtraHeat = inputs.ExtraHeat + e.Size * Math.Min(1, into / FireGrowth) };
    }
}
