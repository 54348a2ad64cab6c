using EdgeGuard.Core.Alarms;
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

    /// <summary>Without those whose place a rule of the site takes: two alarms must never share a key.</summary>
    public static IEnumerable<AlarmDefinition> Of(List<DeviceModel> models, IReadOnlyList<DeviceSpec> specs, List<PointInfo> points, List<AlarmDefinition> bound)
    {
        HashSet<string> taken = [.. bound.Select(a => a.Key)];
        return models
            .SelectMany(m => (AlarmDefinition[])
            [
                Define(points[m.CommPoint.Index], CommRule(specs[m.Index].CommLevel)),
                Define(points[m.DataPoint.Index], DataRule(specs[m.Index].CommLevel)),
            ])
            .Where(a => !taken.Contains(a.Key));
    }

    public static AlarmDefinition Define(PointInfo point, AlarmRule rule) => new($"{point.Name}.{rule.Id}", point, rule);

    private static DigitalRule CommRule(int level) => Own("silent", level, new Words("设备通信中断", "Device does not answer")) with
    {
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
