namespace EdgeGuard.Core.Points;

/// <summary>The canonical units as they are written: <see cref="Name"/> in files and messages, <see cref="Symbol"/> for people.</summary>
public static class UnitText
{
    public static string Name(this Unit unit) => unit switch
    {
        Unit.DegreeCelsius => "degC",
        Unit.PercentRelativeHumidity => "%RH",
        Unit.Volt => "V",
        Unit.Ampere => "A",
        Unit.Watt => "W",
        Unit.VoltAmpere => "VA",
        Unit.WattHour => "Wh",
        Unit.AmpereHour => "Ah",
        Unit.Pascal => "Pa",
        Unit.Percent => "%",
        Unit.Second => "s",
        Unit.Hertz => "Hz",
        _ => "",
    };

    public static string Symbol(this Unit unit) => unit == Unit.DegreeCelsius ? "°C" : unit.Name();
}
