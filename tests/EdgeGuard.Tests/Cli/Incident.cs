using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

/// <summary>
/// The mains fail: what follows from it, what is shelved, out of service or under maintenance meanwhile, and a room that warms up.
/// </summary>
internal static class Incident
{
    public static readonly DateTimeOffset End = new(2026, 11, 25, 20, 40, 0, TimeSpan.FromHours(8));

    public static readonly WindowReport Window = new("ac2", "wang", "换滤网 filter", End, 7_140);

    /// <summary>In the daemon's order: by level, then by serial.</summary>
    public static readonly IReadOnlyList<AlarmReport> Alarms =
    [
        Alarm(21, 1, "B", "mains.supply", "mains-failed", "市电中断", "Mains failed", null, "") with { FirstOut = "first" },
        Alarm(25, 2, "H", "ac1.running", "ac-stopped", "空调停机", "Air conditioner stopped", null, "") with { Parent = new ParentReport("mains.supply.mains-failed", "0000000021"), SuppressedBy = "parent" },
        Alarm(27, 2, "H", "room.inletTemperature", "slope-high", "机房快速升温", "The room warms up fast", 27.4, "degC") with
        {
            Limit = 30, Forecast = 485, Parent = new ParentReport("ac1.running.ac-stopped", "0000000025"), SuppressedBy = "parent",
        },
        Alarm(22, 2, "C", "ups.load", "ups-overload", "UPS 过载", "UPS overloaded", 112, "%") with { Limit = 105, Forecast = 178, AckedBy = "li", FirstOut = "after" },
        Alarm(19, 3, "B", "panel.door", "door-open", "门未关", "Door open", 1, "") with { Chattering = true, Chatter = 12 },
        Alarm(15, 3, "G", "meter.voltage", "voltage-low", "电压偏低", "Voltage low", 198.2, "V") with { Shelved = new HidingReport("li", "换表 new meter", End, 7_140, false) },
        Alarm(26, 3, "H", "ac2.comm", "silent", "设备通信中断", "Device does not answer", 1, "") with { SuppressedBy = "maintenance", Maintenance = Window },
        Alarm(0, 3, "I", "env.humidity", "humid", "湿度偏高", "Humidity high", null, "%RH") with
        {
            Phase = "A", Active = false, Acked = true, OutOfService = new HidingReport("root", "传感器坏 broken", null, null, false),
        },
    ];

    public static ControlAnswer Answer(ControlRequest request) => request.Verb switch
    {
        "alarms" => new ControlAnswer { Last = true, Alarms = Alarms, Windows = [Window] },
        "maintenance" => new ControlAnswer { Last = true, Windows = [Window, Window with { Device = null, Until = null }] },
        "status" => new ControlAnswer
        {
            Last = true,
            Status = Samples.Status with
            {
                Alarms = new AlarmCounts(1, 1, 1, 0, 2) { Shelved = 1, Suppressed = 3, OutOfService = 1 },
                Figures = new AlarmFigures(12, true, 1.5, 1, 0, 80),
                FailedRules = ["room.inletTemperature.slope-high: index out of range"],
                Store = new OutboxStats(30, 91_234, 120, 2, 512_000_000, null),
                StoreFigures = Samples.Status.StoreFigures! with { Bytes = 512_000_000, HistoryClock = ClockSync.Unsynced, UndeliveredSeconds = 300_000, UndeliveredPercent = 92, YearsLeft = 1.4, RateSeconds = 86_400 },
                StoreNotices = [new Words("alarms.db 已移到一旁，名为 alarms.db.bad-1234abcd（page-crc），并已新建。", "alarms.db was put aside as alarms.db.bad-1234abcd (page-crc); a new one was begun.")],
                Maintenance = [Window],
            },
        },
        _ => new ControlAnswer { Last = true, Alarms = [Alarms[5]], Message = new Words("已处理。", "Done.") },
    };

    private static AlarmReport Alarm(int serial, int level, string state, string point, string rule, string zh, string en, double? value, string unit) => new(
        $"{serial:D10}", 1, state, level, $"{point}.{rule}", point.Split('.')[0], point, new Words(zh, en), "H", value, value, unit, "good", End, ClockSync.Sync, 754, null)
    {
        Announced = state is "B" or "C",
        Active = true,
        Acked = state == "C",
        Phase = state == "C" ? "C" : "B",
    };
}
