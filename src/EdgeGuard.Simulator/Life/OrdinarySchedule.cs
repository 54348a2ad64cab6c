namespace EdgeGuard.Simulator.Life;

/// <summary>The ordinary events of a life, planned in advance. Rates and lengths [assumed].</summary>
internal static class OrdinarySchedule
{
    /// <summary>How far a door with a closer stands open while people come and go.</summary>
    private const double DoorGap = 0.2;

    private const double VisitsPerWorkingDay = 0.6, DipsPerDay = 0.1;
    private const double SpikeTemperature = 85;
    private const int DaysBetweenGeneratorRuns = 30, Probes = 4, Detectors = 2;

    private static readonly TimeSpan RotationHour = TimeSpan.FromHours(3), TestHour = TimeSpan.FromHours(2), GeneratorHour = TimeSpan.FromHours(10);
    private static readonly TimeSpan Dip = TimeSpan.FromSeconds(5), GeneratorStart = TimeSpan.FromSeconds(12), TransferBack = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GeneratorRun = TimeSpan.FromMinutes(40), TestLength = TimeSpan.FromMinutes(2), Blip = TimeSpan.FromSeconds(1);

    public static List<LifeEvent> Of(RoomLifeOptions options)
    {
        List<LifeEvent> events = [];
        AddDoors(options, events, new LifeRandom(options.Seed ^ 0xD0));
        AddMains(options, events, new LifeRandom(options.Seed ^ 0xA1));
        AddWeeks(options, events);
        AddOddities(options, events, new LifeRandom(options.Seed ^ 0x0DD));
        return events;
    }

    /// <summary>Three visits a week, each with one or two openings of 1-10 min, mostly short.</summary>
    private static void AddDoors(RoomLifeOptions options, List<LifeEvent> events, LifeRandom random)
    {
        for (int day = 0; day < options.Days; day++)
        {
            if (Weekday(options, day) is DayOfWeek.Saturday or DayOfWeek.Sunday || random.NextDouble() >= VisitsPerWorkingDay)
                continue;
            double hour = random.NextDouble(8, 17);
            for (int opening = random.NextDouble() < 0.5 ? 1 : 2; opening > 0; opening--, hour += random.NextDouble(0.3, 0.9))
                events.Add(new LifeEvent(LifeEventKind.DoorOpen, At(day, hour), TimeSpan.FromMinutes(1 + 9 * Math.Pow(random.NextDouble(), 3)), 0, DoorGap));
        }
    }

    private static void AddMains(RoomLifeOptions options, List<LifeEvent> events, LifeRandom random)
    {
        for (int day = 0; day < options.Days; day++)
        {
            double hour = random.NextDouble(0, 24);
            if (random.NextDouble() < DipsPerDay)
                events.Add(new LifeEvent(LifeEventKind.MainsLost, At(day, hour), Dip));
            if (day % DaysBetweenGeneratorRuns == DaysBetweenGeneratorRuns / 2)
                AddGeneratorRun(events, TimeSpan.FromDays(day) + GeneratorHour);
        }
    }

    /// <summary>The generator carries the room 12 s after the mains went, and gives it back with a break of 2 s.</summary>
    private static void AddGeneratorRun(List<LifeEvent> events, TimeSpan at)
    {
        events.Add(new LifeEvent(LifeEventKind.MainsLost, at, GeneratorStart));
        events.Add(new LifeEvent(LifeEventKind.OnGenerator, at + GeneratorStart, GeneratorRun));
        events.Add(new LifeEvent(LifeEventKind.MainsLost, at + GeneratorStart + GeneratorRun, TransferBack));
    }

    /// <summary>Every Monday the units change places, and in two weeks of four the one that rests is stopped. Every Tuesday the UPS tests its battery.</summary>
    private static void AddWeeks(RoomLifeOptions options, List<LifeEvent> events)
    {
        int week = 0;
        for (int day = 0; day < options.Days; day++)
        {
            switch (Weekday(options, day))
            {
                case DayOfWeek.Monday:
                    bool stopped = week % 4 >= 2;
                    events.Add(new LifeEvent(
                        LifeEventKind.Rotation, TimeSpan.FromDays(day) + RotationHour, TimeSpan.FromDays(7), 2 - week % 2, stopped ? 1 : 0));
                    week++;
                    break;
                case DayOfWeek.Tuesday:
                    events.Add(new LifeEvent(LifeEventKind.UpsTest, TimeSpan.FromDays(day) + TestHour, TestLength));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Once in the life a probe reads 85 degC in one poll, as a DS18B20 does that lost its supply, and a smoke detector trips for a second.</summary>
    private static void AddOddities(RoomLifeOptions options, List<LifeEvent> events, LifeRandom random)
    {
        int probe = 1 + (int)(Probes * random.NextDouble());
        events.Add(new LifeEvent(LifeEventKind.ProbeSpike, At(0, random.NextDouble(0, 24 * options.Days)), options.Poll, probe, SpikeTemperature));
        int detector = 1 + (int)(Detectors * random.NextDouble());
        events.Add(new LifeEvent(LifeEventKind.SmokeTrip, At(0, random.NextDouble(0, 24 * options.Days)), Blip, detector));
    }

    private static DayOfWeek Weekday(RoomLifeOptions options, int day) => options.Start.AddDays(day).DayOfWeek;

    /// <summary>To the millisecond, as the life counts.</summary>
    private static TimeSpan At(int day, double hour) => TimeSpan.FromMilliseconds((long)((day * 24 + hour) * 3_600_000));
}
