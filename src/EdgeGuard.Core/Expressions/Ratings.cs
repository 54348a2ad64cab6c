using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// The ratings a device file may state and an expression may name as <c>rating.NAME</c>, each in its canonical unit: nameplate
/// values, and settings the plant should have. One list, so that a misspelt rating is an error and not a rule that never binds.
/// </summary>
public static class Ratings
{
    /// <summary>Name to unit.</summary>
    public static IReadOnlyDictionary<string, Unit> Known { get; } = new Dictionary<string, Unit>(StringComparer.Ordinal)
    {
        // Any device.
        ["current"] = Unit.Ampere, // rated current
        ["voltage"] = Unit.Volt, // rated voltage
        ["power"] = Unit.Watt, // rated active power
        ["apparentPower"] = Unit.VoltAmpere,
        ["designLife"] = Unit.Second, // domain section 4.6
        ["maxTemperature"] = Unit.DegreeCelsius, // the warmest it may be run at

        // Distribution: meters, feeders, breakers, strings, the room (domain section 4.5).
        ["breakerCurrent"] = Unit.Ampere,
        ["phaseCurrent"] = Unit.Ampere,
        ["stringCurrent"] = Unit.Ampere,
        ["roomPower"] = Unit.Watt, // what the room's supply may give
        ["loadCurrent"] = Unit.Ampere, // planned load

        // Rectifier plant (domain section 4.4, N+1; 4.5, settings).
        ["modules"] = Unit.None, // modules installed
        ["moduleCurrent"] = Unit.Ampere,
        ["modulePower"] = Unit.Watt,
        ["floatVoltage"] = Unit.Volt,
        ["boostVoltage"] = Unit.Volt,
        ["lvd1Voltage"] = Unit.Volt, // load disconnection, first and second
        ["lvd2Voltage"] = Unit.Volt,

        // Battery (domain sections 4.5 to 4.7).
        ["capacity"] = Unit.AmpereHour, // C10 of one string
        ["strings"] = Unit.None,
        ["cells"] = Unit.None, // in series, of 2 V
        ["requiredAutonomy"] = Unit.Second,
        ["stateOfHealth"] = Unit.Percent, // measured by a capacity test

        // Cooling (domain section 4.3).
        ["coolingPower"] = Unit.Watt, // sensible
        ["setpoint"] = Unit.DegreeCelsius,
        ["supplyReturnDelta"] = Unit.DegreeCelsius, // at full output
        ["designStarts"] = Unit.None, // starts a compressor is built for
        ["designRunTime"] = Unit.Second,

        // Generator.
        ["tankTime"] = Unit.Second, // running time of a full tank at rated load
    };

    /// <summary>What <c>asset.NAME</c> may be.</summary>
    public static IReadOnlyDictionary<string, Unit> Assets { get; } = new Dictionary<string, Unit>(StringComparer.Ordinal)
    {
        ["installed"] = Unit.Second, // day of installation since 1970
        ["mixed"] = Unit.None, // strings in parallel: how many of maker, model, chemistry, capacity differ
        ["apart"] = Unit.Second, // strings in parallel: between first and last installation
    };
}
