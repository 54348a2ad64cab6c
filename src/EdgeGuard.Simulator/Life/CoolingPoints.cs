using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Life;

/// <summary>Points of an air conditioner. A unit without mains says 0 of whatever turns, but goes on saying.</summary>
internal static class CoolingPoints
{
    /// <summary>A at 25 degC outdoors; the condensing pressure and with it the current follows the weather [assumed].</summary>
    private const double RunningCurrent = 9.5, CurrentPerKelvin = 0.012, DesignOutdoor = 25;

    public static RoomPoint[] Of(int unit) =>
    [
        new("supplyTemperature", "ac.supplyTemperature", 10, 0.08, m => m.Unit(unit).Supply),
        new("returnTemperature", "ac.returnTemperature", 10, 0.05, m => m.Unit(unit).Return),
        new("setpoint", "ac.setpoint", 10, 0, m => m.Unit(unit).Setpoint),
        new("demandPercent", "ac.demandPercent", 1, 0, m => m.Unit(unit).Calls ? 100 : 0),
        new("fanSpeed", "ac.fanSpeed", 1, 0, m => 100 * m.Unit(unit).Fan),
        new("compressorCurrent", "ac.compressorCurrent", 10, 0.1, m => Current(m, unit)),
        new("compressorHours", "ac.compressorHours", 1, 0, m => m.Unit(unit).RunTime),
        new("mode", "ac.mode", 1, 0, m => Mode(m, unit)),
        new("status", "ac.status", 1, 0, m => m.UnitFault(unit) ? 3 : m.Unit(unit).Powered ? 0 : 2),
        new("fault", "ac.fault", 1, 0, m => RoomPoints.Flag(m.UnitFault(unit))),
        new("compressor", "ac.compressor", 1, 0, m => RoomPoints.Flag(m.Unit(unit).CompressorRuns)),
        new("fanFault", "ac.fanFault", 1, 0, m => RoomPoints.Flag(m.Unit(unit).FanFailed)),
    ];

    /// <summary>Less refrigerant, less work.</summary>
    private static double Current(LifeMoment moment, int unit)
    {
        AirConditionerState state = moment.Unit(unit);
        return state.CompressorRuns
            ? RunningCurrent * (1 + CurrentPerKelvin * (moment.State.Outdoor - DesignOutdoor)) * (0.6 + 0.4 * state.Charge)
            : 0;
    }

    /// <summary>0 standby (at rest, without mains or still starting), 1 on, 3 switched off, 4 fault.</summary>
    private static double Mode(LifeMoment moment, int unit)
    {
        AirConditionerState state = moment.Unit(unit);
        if (moment.IsSwitchedOff(unit))
            return 3;
        if (state.Stopped || !state.Awake)
            return 0;
        return moment.UnitFault(unit) ? 4 : 1;
    }
}
