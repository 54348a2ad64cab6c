using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>A unit that a channel may be scaled in, and the way to the quantity's canonical one: <c>value * Factor + Offset</c>.</summary>
internal sealed record ChannelUnit(string Name, Unit Canonical, double Factor = 1, double Offset = 0)
{
    private static readonly ChannelUnit[] All =
    [
        new("degC", Unit.DegreeCelsius),
        new("degF", Unit.DegreeCelsius, 5.0 / 9, -160.0 / 9),
        new("K", Unit.DegreeCelsius, 1, -273.15),
        new("%RH", Unit.PercentRelativeHumidity),
        new("V", Unit.Volt),
        new("mV", Unit.Volt, 1e-3),
        new("A", Unit.Ampere),
        new("mA", Unit.Ampere, 1e-3),
        new("W", Unit.Watt),
        new("kW", Unit.Watt, 1e3),
        new("VA", Unit.VoltAmpere),
        new("kVA", Unit.VoltAmpere, 1e3),
        new("Wh", Unit.WattHour),
        new("kWh", Unit.WattHour, 1e3),
        new("Ah", Unit.AmpereHour),
        new("Pa", Unit.Pascal),
        new("kPa", Unit.Pascal, 1e3),
        new("%", Unit.Percent),
        new("s", Unit.Second),
        new("Hz", Unit.Hertz),
    ];

    public static IEnumerable<string> Names => All.Select(u => u.Name);

    public static ChannelUnit? Find(string name) => Array.Find(All, u => u.Name == name);

    public double ToCanonical(double value) => value * Factor + Offset;
}
