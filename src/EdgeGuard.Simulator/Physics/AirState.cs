namespace EdgeGuard.Simulator.Physics;

/// <summary>
/// The room's air as one well-mixed body, coupled to the slow mass of walls and equipment.
/// Temperatures in degC, moisture in kg/kg, smoke in % of light lost a metre.
/// </summary>
/// <remarks>
/// Figures [assumed]: a room of 30 m² by 2.8 m holds 101 kg of air (102 kJ/K), 400 kg of sheet metal follow it at once (200 kJ/K).
/// Without cooling 6 kW heat it by 1.2 K in the first minute, which is slower than the 5 kW a rack that shut down after
/// 3 min 9 s (missioncriticalmagazine.com/articles/82550).
/// </remarks>
public sealed record AirState(double Temperature, double MassTemperature, double Moisture, double SmokeDensity)
{
    /// <summary>J/K of the air and the metal that follows it at once.</summary>
    internal const double AirCapacity = 300_000;

    /// <summary>J/K of walls, floor and the inside of the equipment.</summary>
    internal const double MassCapacity = 3_000_000;

    /// <summary>W/K from the air to the mass: 100 m² at 9 W/m²K.</summary>
    internal const double MassConductance = 900;

    /// <summary>W/K from the mass through the walls to the outside: 100 m² at 0.6 W/m²K.</summary>
    internal const double WallConductance = 60;

    /// <summary>W/K of air that leaks; an open door lets 0.35 kg/s pass.</summary>
    internal const double LeakConductance = 10;
    internal const double DoorConductance = 350;

    /// <summary>J/kgK of air.</summary>
    internal const double SpecificHeat = 1005;

    private const double AirMass = 101;
    private const double SmokeRiseSeconds = 6;
    private const double SmokeClearSeconds = 8;
    private const double FireSmoke = 12;

    /// <summary>%RH.</summary>
    public double RelativeHumidity => Psychrometrics.RelativeHumidity(Temperature, Moisture);

    /// <param name="heat">W into the air, cooling already taken off.</param>
    /// <param name="condensate">kg/s of water that the coils take out.</param>
    /// <param name="outdoor">degC.</param>
    /// <param name="inputs">Door, smoke, moistening and the humidity outdoors are read.</param>
    internal AirState Step(double heat, double condensate, double outdoor, RoomInputs inputs, double seconds)
    {
        double exchange = LeakConductance + (inputs.DoorOpen ? DoorConductance * inputs.DoorGap : 0);
        double intoMass = MassConductance * (Temperature - MassTemperature);
        double intoAir = heat - intoMass + exchange * (outdoor - Temperature);
        double throughWall = WallConductance * (outdoor - MassTemperature);
        double fresh = exchange / SpecificHeat * (Psychrometrics.Moisture(outdoor, inputs.OutdoorHumidity) - Moisture);
        return new AirState(
            Temperature + intoAir / AirCapacity * seconds,
            MassTemperature + (intoMass + throughWall) / MassCapacity * seconds,
            Math.Max(0, Moisture + (fresh + inputs.Moistening - condensate) / AirMass * seconds),
            inputs.Smoke
                ? Lag.Toward(SmokeDensity, FireSmoke, SmokeRiseSeconds, seconds)
                : Lag.Toward(SmokeDensity, 0, SmokeClearSeconds, seconds));
    }
}
