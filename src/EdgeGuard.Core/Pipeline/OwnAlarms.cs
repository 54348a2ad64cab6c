using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Pipeline;

/// <summary>The two points and two alarms that the gateway gives every device: that it is silent, and that some of its data is invalid.</summary>
internal static class OwnAlarms
{
    /// <summary>0 it answers, 1 it is silent.</summary>
    public static readonly PointSpec CommPoint = new(
        OwnPoints.Comm, "device.comm", null, Unit.None, new Words("通信状态", "Communication"),
        new Dictionary<int, Words> { [0] = new("正常", "answers"), [1] = new("中断", "silent") });

    /// <summary>1 when it answers and some of its values are missing all the same (a broken wire, a chip's bad checksum).</summary>
    public static readonly PointSpec DataPoint = new(
        OwnPoints.Data, "device.data", null, Unit.None, new Words("数据有效性", "Data"),
        new Dictionary<int, Words> { [0] = new("有效", "valid"), [1] = new("部分无效", "partly invalid") });

    /// <summary>What came of the requests to a device, in the order of <see cref="OwnPoints.Answers"/>.</summary>
    public static readonly IReadOnlyList<PointSpec> AnswerPoints =
    [
        AnswerPoint(0, Unit.None, "10 分钟内正常应答数", "Good answers in 10 min"),
        AnswerPoint(1, Unit.None, "10 分钟内超时次数", "Time-outs in 10 min"),
        AnswerPoint(2, Unit.None, "10 分钟内校验错误次数", "CRC errors in 10 min"),
        AnswerPoint(3, Unit.None, "10 分钟内异常应答次数", "Refusals in 10 min"),
        AnswerPoint(4, Unit.None, "10 分钟内其他通信错误次数", "Other errors in 10 min"),
        AnswerPoint(5, Unit.Second, "应答时间中位数", "Answer time, median"),
        AnswerPoint(6, Unit.Second, "应答时间 95 分位", "Answer time, p95"),
    ];

    /// <summary>How many buses lost a device at once.</summary>
    public static readonly PointSpec BusesLostPoint = new(
        OwnPoints.BusesLost, BusNames.LostSignal, null, Unit.None, new Words("同时失联的总线数", "Buses that lost a device at once"), new Dictionary<int, Words>());

    private static readonly Dictionary<int, Words> s_busStates = new() { [0] = new("正常", "works"), [1] = new("中断", "down") };

    /// <summary>0 it works, 1 all its devices are silent.</summary>
    public static PointSpec BusPoint(string bus) =>
        new(BusNames.PointOf(bus), BusNames.DownSignal, null, Unit.None, new Words($"总线 {bus}", $"Bus {bus}"), s_busStates);

    private static PointSpec AnswerPoint(int index, Unit unit, string zh, string en) =>
        new(OwnPoints.Answers[index], $"device.{OwnPoints.Answers[index]}", null, unit, new Words(zh, en), new Dictionary<int, Words>());

    /// <summary>Without those whose place a rule of the site takes: two alarms must never share a key.</summary>
    public static IEnumerable<AlarmDefinition> Of(List<DeviceModel> models, IReadOnlyList<DeviceSpec> specs, List<PointInfo> points, List<AlarmDefinition> bound)
    {
        HashSet<string> taken = [.. bound.Select(a => a.Key)];
        Dictionary<int, (DigitalRule Comm, DigitalRule Data)> rules = specs
            .Select(s => s.CommLevel).Distinct().ToDictionary(level => level, level => (CommRule(level), DataRule(level)));
        return models
            .SelectMany(m => (AlarmDefinition[])
            [
                Define(points[m.CommPoint.Index], rules[specs[m.Index].CommLevel].Comm),
                Define(points[m.DataPoint.Index], rules[specs[m.Index].CommLevel].Data),
            ])
            .Where(a => !taken.Contains(a.Key));
    }

    public static AlarmDefinition Define(PointInfo point, AlarmRule rule) => new(point, rule);

    private static DigitalRule CommRule(int level) => Own("silent", level, new Words("设备通信中断", "Device does not answer")) with
    {
        // Rules of the gateway's pack; where a site takes them out of service the alarm stands alone.
        SuppressedBy = ["surge-suspected", "bus-down"],
        Check =
        [
            new Words("检查设备供电、通信线和接线端子", "Check the device's supply, its bus cable and terminals"),
            new Words("核对设备地址、波特率和 IP", "Compare unit id, baud rate and IP address with the configuration"),
        ],
    };

    private static DigitalRule DataRule(int level) => Own("invalid", level, new Words("设备数据部分无效", "Device gives invalid data")) with
    {
        Check = [new Words("查看 edgeguard points 中无效的测点及原因", "See edgeguard points for the points that are bad, and why")],
    };

    /// <summary>No delay of its own: the monitor that feeds the point has waited already.</summary>
    private static DigitalRule Own(string id, int level, Words label) => new()
    {
        Id = id,
        Label = label,
        Stages = [new Stage("ON", StageSide.High, level, null, TimeSpan.Zero, TimeSpan.Zero)],
    };
}
