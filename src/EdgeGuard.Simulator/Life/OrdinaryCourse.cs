using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Life;

/// <summary>
/// What goes on without any event: loads of the day, weather of the season, humidifier and dehumidifier. Loads swing by a tenth of their mean
/// with the hour, busiest at 20:00; weather wanders by 3 K from day to day; the air outdoors holds 60 %RH at the day's mean [assumed].
/// </summary>
internal sealed class OrdinaryCourse(RoomLifeOptions options)
{
    private const double BusiestHour = 20, DaySwing = 0.08, LoadNoise = 0.02, NoiseSeconds = 600;
    private const double WeatherWander = 3, MeanHumidity = 60;
    private const double MoistenBelow = 35, MoistenUntil = 40, DryAbove = 50, DryUntil = 45;
    private const double MoistenRate = 3e-4, DryRate = -8e-4;

    private readonly double _startHour = options.Start.TimeOfDay.TotalHours;

    /// <param name="seconds">Since the life began.</param>
    /// <param name="room">For the humidistat.</param>
    public RoomInputs At(double seconds, RoomState room)
    {
        double hour = _startHour + seconds / 3600;
        double mean = OutdoorMean(seconds / 86_400);
        double moisture = Psychrometrics.Moisture(mean, MeanHumidity);
        return new RoomInputs
        {
            DcLoad = options.DcLoad * Load(hour, seconds, options.Seed ^ 0x0C),
            UpsLoad = options.UpsLoad * Load(hour, seconds, options.Seed ^ 0x05),
            OutdoorMean = mean,
            OutdoorHumidity = Psychrometrics.RelativeHumidity(room.Outdoor, moisture),
            Moistening = Humidistat(room),
        };
    }

    public double OutdoorMean(double day)
    {
        double middle = (options.SummerMean + options.WinterMean) / 2, half = (options.SummerMean - options.WinterMean) / 2;
        double season = Math.Cos(2 * Math.PI * (day - options.HottestDay) / options.YearDays);
        return middle + half * season + WeatherWander * LifeRandom.Slow(options.Seed ^ 0xEA, day);
    }

    private static double Load(double hour, double seconds, ulong seed) =>
        1 + DaySwing * Math.Cos(2 * Math.PI * (hour - BusiestHour) / 24) + LoadNoise * LifeRandom.Slow(seed, seconds / NoiseSeconds);

    /// <summary>Fed by the mains; it goes on until its band is left at the other side.</summary>
    private static double Humidistat(RoomState room)
    {
        double humidity = room.Air.RelativeHumidity, now = room.Inputs.Moistening;
        if (!room.Inputs.Mains)
            return 0;
        if (humidity < MoistenBelow || (now > 0 && humidity < MoistenUntil))
            return MoistenRate;
        return humidity > DryAbove || (now < 0 && humidity > DryUntil) ? DryRate : 0;
    }
}
