namespace EdgeGuard.Core.Configuration;

/// <summary>What a schema cannot say about <c>edgeguard.json</c>.</summary>
internal static class GatewayChecks
{
    /// <summary>The most that the kernel takes (RS485 delays are cut at 100 ms in drivers/tty/serial/serial_core.c).</summary>
    private static readonly TimeSpan MostRtsDelay = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<ConfigError> Of(ConfigDocument<GatewayConfig> document)
    {
        if (document.Value is not { } gateway)
            return [];
        var telemetry = document.Spot["telemetry"];
        return
        [
            .. TimeZone(document.Spot["gateway"]["timeZone"], gateway.Gateway.TimeZone),
            .. RatingChecks.Of(document.Spot["gateway"]["ratings"], gateway.Gateway.Ratings),
            .. Buses(document.Spot["buses"], gateway),
            .. gateway.Mqtt is null ? [] : Mqtt(document.Spot["mqtt"], gateway.Mqtt),
            .. gateway.Mqtt is null ? [] : PlatformKeyChecks.Of(document.Spot["mqtt"], gateway.Mqtt),
            .. CheckWords.Duration(telemetry["interval"], gateway.Telemetry.Interval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
            .. Refresh(telemetry["refresh"], gateway.Telemetry),
            .. CheckWords.Duration(document.Spot["store"]["chunkPeriod"], gateway.Store.ChunkPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
        ];
    }

    private static IEnumerable<ConfigError> TimeZone(ConfigSpot at, string? zone)
    {
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            yield return at.Error(
                $"系统不认识时区“{zone}”；例如 Asia/Shanghai，列表见 timedatectl list-timezones（需安装 tzdata）",
                $"the system knows no time zone \"{zone}\"; an example is Asia/Shanghai, see timedatectl list-timezones (tzdata must be installed)");
        }
    }

    private static IEnumerable<ConfigError> Buses(ConfigSpot spot, GatewayConfig gateway)
    {
        // Two buses on one wire would talk at the same time.
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, bus) in gateway.Buses.OrderBy(b => spot[b.Key].At.Line).ThenBy(b => spot[b.Key].At.Column))
        {
            foreach (var error in Rts(spot[name], bus))
                yield return error;
            var key = DeviceBus.KeyOf(bus);
            if (first.TryAdd(key, name))
                continue;
            yield return spot.Key(name).Error(
                $"与总线“{first[key]}”是同一个硬件；请共用一个总线",
                $"is the same hardware as bus \"{first[key]}\"; use one bus for both");
        }
    }

    private static IEnumerable<ConfigError> Rts(ConfigSpot spot, BusConfig bus)
    {
        foreach (var key in new[] { "rtsInverted", "rtsBefore", "rtsAfter" })
        {
            if (bus.Rs485 == Rs485Direction.None && spot.Has(key))
                yield return spot.Key(key).Error("只在 rs485 为 kernel 或 rts 时有用；请写上 rs485，或删去此项", "is of use with rs485 kernel or rts only; say rs485, or remove this");
        }

        foreach (var (at, span) in new[] { (spot["rtsBefore"], bus.RtsBefore), (spot["rtsAfter"], bus.RtsAfter) })
        {
            if (span > MostRtsDelay)
                yield return CheckWords.Duration(at, span, TimeSpan.Zero, MostRtsDelay).Single();
            else if (span.Ticks % TimeSpan.TicksPerMillisecond != 0)
                yield return at.Error("应为整毫秒，例如 2ms", "must be whole milliseconds, for example 2ms");
        }
    }

    private static IEnumerable<ConfigError> Mqtt(ConfigSpot spot, MqttConfig mqtt)
    {
        var broker = Broker(spot["broker"], mqtt.Broker);
        if (broker is not null)
            yield return broker;
        if (mqtt.CaFile is not null && mqtt.Broker is { IsAbsoluteUri: true, Scheme: "mqtt" })
        {
            yield return spot["caFile"].Error(
                "caFile 只用于 mqtts；请把 broker 改为 mqtts://，或删去此项",
                "caFile is for mqtts only; write the broker as mqtts://, or remove this");
        }

        foreach (var error in CheckWords.Duration(spot["keepAlive"], mqtt.KeepAlive, TimeSpan.FromSeconds(5), TimeSpan.FromHours(18)))
            yield return error;
        foreach (var error in CheckWords.Duration(spot["maxBackoff"], mqtt.MaxBackoff, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)))
            yield return error;
        foreach (var error in CheckWords.Duration(spot["ackTimeout"], mqtt.AckTimeout, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1)))
            yield return error;
    }

    private static ConfigError? Broker(ConfigSpot at, Uri broker)
    {
        if (!broker.IsAbsoluteUri || broker.Scheme is not ("mqtt" or "mqtts"))
        {
            return at.Error(
                "应为 mqtt://主机[:1883] 或 mqtts://主机[:8883]",
                "must be mqtt://host[:1883] or mqtts://host[:8883]");
        }

        if (broker.UserInfo.Length > 0)
        {
            return at.Error(
                "用户名和口令不能写在这里；请写入文件，并用 credentialsFile 指定",
                "user name and password do not stand here; put them into a file and name it by credentialsFile");
        }

        return broker is { Host.Length: > 0, AbsolutePath: "/" or "", Query: "", Fragment: "", Port: not 0 }
            ? null
            : at.Error(
                "只写主机和端口，例如 mqtts://broker.example.com:8883",
                "must have host and port only, for example mqtts://broker.example.com:8883");
    }

    private static IEnumerable<ConfigError> Refresh(ConfigSpot at, TelemetryConfig telemetry) =>
        telemetry.Refresh < telemetry.Interval
            ? [at.Error("refresh 不能短于 interval", "refresh must not be shorter than interval")]
            : CheckWords.Duration(at, telemetry.Refresh, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1));
}
