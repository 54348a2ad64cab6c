using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

/// <summary>A room with an air conditioner too hot, a silent UPS and smoke.</summary>
internal static class Samples
{
    public static readonly IReadOnlyList<PointReport> Points =
    [
        Point("ac1.comm", "通信状态", "Communication", 0, "", new Words("正常", "answers")),
        Point("ac1.returnTemperature", "回风温度", "Return air temperature", 36.214, "degC"),
        Point("ac1.compressor", "压缩机", "Compressor", 1, "", new Words("运行", "running")),
        Point("rectifier.busVoltage", "母线电压", "DC bus voltage", 53.5, "V"),
        Point("ups1.comm", "通信状态", "Communication", 1, "", new Words("中断", "silent")),
        Point("ups1.load", "负载率", "Load", null, "%") with { Quality = "bad", Reason = "commFailure", AgeSeconds = 75 },
        Point("room.smoke", "烟感", "Smoke", 1, "", new Words("告警", "alarm")),
    ];

    public static readonly IReadOnlyList<AlarmReport> Alarms =
    [
        Alarm("0000000012", 1, "B", "room.smoke", new Words("烟雾告警", "Smoke"), 1, ""),
        Alarm("0000000009", 2, "C", "ac1.returnTemperature", new Words("回风温度过高", "Return air temperature too high"), 36.214, "degC"),
        Alarm("0000000010", 4, "D", "ups1.load", new Words("负载过高", "Load high"), 81, "%"),
    ];

    public static readonly StatusReport Status = new(
        "room1",
        "site-a",
        "1.2.3",
        12,
        93_784,
        "1a2b3c4d5e6f",
        null,
        ClockSync.Sync,
        [
            new DeviceReport("ac1", new Words("一号空调", "Air conditioner 1"), "ok", null) { Answers = new AnswersReport(1234567, 3, 0, 12, 0, 41.5, 62) },
            new DeviceReport("ups1", new Words("不间断电源", "UPS"), "silent", "192.168.1.21:502: connection refused") { Answers = new AnswersReport(0, 0, 0, 0, 87, null, null) { NextTrySeconds = 95 } },
        ],
        7,
        new AlarmCounts(1, 1, 0, 1, 2),
        new LinkReport("mqtt://broker.example.org:1883", false, 75, "MQTT 5", "Not authorised", 1234, 2),
        new OutboxStats(3, 120, 0, 0, 3_456_789, null))
    {
        StoreFigures = new StoreFigures(3_456_789, 536_870_912, 4)
        {
            HistoryFrom = new DateTimeOffset(2026, 10, 2, 3, 4, 5, TimeSpan.FromHours(8)),
            HistoryClock = ClockSync.Sync,
            HistoryDays = 54.6,
            UndeliveredSeconds = 4000,
            UndeliveredPercent = 0.4,
            BytesPerDay = 54_321_000,
            FlushesPerDay = 2013,
            RateSeconds = 20_000,
            YearsLeft = 38.2,
        },
    };

    public static readonly TraceReport Trace = new(
        "0000000012",
        "ac1.returnTemperature.high",
        new Words("回风温度过高", "Return air temperature too high"),
        1,
        new DateTimeOffset(2026, 3, 1, 20, 0, 0, TimeSpan.FromHours(8)),
        ClockSync.Sync,
        new DateTimeOffset(2026, 3, 1, 20, 0, 30, TimeSpan.FromHours(8)),
        null,
        130,
        false,
        [
            new TracePoint("ac1.returnTemperature", new Words("回风温度", "Return air temperature"), "degC", new Dictionary<int, Words>()),
            new TracePoint("ac1.compressor", new Words("压缩机", "Compressor"), "", new Dictionary<int, Words> { [0] = new("停止", "stopped"), [1] = new("运行", "running") }),
            new TracePoint("ac1.neverTold", new Words("无", "None"), "V", new Dictionary<int, Words>()),
        ],
        [
            new TraceReading(0, -359.75, 26.12, "good", "none"),
            new TraceReading(1, -310, 1, "good", "none"),
            new TraceReading(1, -62.5, 0, "good", "none"),
            new TraceReading(0, -1, 36.214, "good", "none"),
            new TraceReading(0, 65, null, "bad", "commFailure"),
        ])
    {
        Events =
        [
            Event(0, TraceEvent.Alarm, "ONSET", null, ""),
            Event(30, TraceEvent.Alarm, "BEGIN", null, "level 1 回风温度过高(36.2°C)"),
            Event(95, TraceEvent.Action, "ACK", "li", "level 1 回风温度过高(36.2°C)"),
            Event(120, TraceEvent.Action, "maintenance", "wang", "Maintenance begins (new filter)"),
            Event(200, TraceEvent.Gateway, "stop", null, "Gateway stopped"),
            Event(4000, TraceEvent.Clear, "END", null, "level 1 回风温度过高(31.0°C)"),
        ],
    };

    public static ControlAnswer Answer(ControlRequest request) => request.Verb switch
    {
        "status" => new ControlAnswer { Last = true, Status = Status },
        "points" => new ControlAnswer { Last = true, Points = [.. Points.Where(p => request.Device is null || p.Device == request.Device)] },
        "alarms" => new ControlAnswer { Last = true, Alarms = Alarms },
        "trace" => new ControlAnswer { Last = true, Trace = Trace },
        _ => new ControlAnswer { Last = true, Message = new Words("已处理。", "Done.") },
    };

    private static TraceEvent Event(double seconds, string kind, string what, string? by, string text) =>
        new(new DateTimeOffset(2026, 3, 1, 20, 0, 0, TimeSpan.FromHours(8)).AddSeconds(seconds), ClockSync.Sync, kind, what, by, text);

    private static PointReport Point(string name, string zh, string en, double? value, string unit, Words? text = null) =>
        new(name, name.Split('.')[0], new Words(zh, en), null, value, unit, text, "good", "none", 2.4, value);

    private static AlarmReport Alarm(string serial, int level, string state, string point, Words label, double value, string unit) =>
        new(serial, 1, state, level, $"{point}.rule", point.Split('.')[0], point, label, "H", value, 35, unit, "good", DateTimeOffset.UnixEpoch, ClockSync.Sync, 4000, null)
        {
            Announced = true,
            Active = state != "D",
            Acked = state == "C",
            Phase = state,
        };
}
