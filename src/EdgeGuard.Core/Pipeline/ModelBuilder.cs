using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Pipeline;

/// <summary>Compiles a checked configuration into the model the pipeline works on. The order of everything follows the order of what is given.</summary>
public static class ModelBuilder
{
    private static readonly Words s_answers = new("正常", "answers");
    private static readonly Words s_silent = new("中断", "silent");
    private static readonly Words s_valid = new("有效", "valid");
    private static readonly Words s_invalid = new("部分无效", "partly invalid");

    /// <summary>Every device has this point: 0 it answers, 1 it is silent.</summary>
    private static readonly PointSpec s_comm = new(
        OwnPoints.Comm, "device.comm", null, Unit.None, new Words("通信状态", "Communication"), new Dictionary<int, Words> { [0] = s_answers, [1] = s_silent });

    /// <summary>And this one: 1 when it answers and some of its values are missing all the same (a broken wire, a chip's bad checksum).</summary>
    private static readonly PointSpec s_data = new(
        OwnPoints.Data, "device.data", null, Unit.None, new Words("数据有效性", "Data"), new Dictionary<int, Words> { [0] = s_valid, [1] = s_invalid });

    /// <summary>Whether a point, by its full name, is one that the gateway itself gives every device.</summary>
    public static bool IsOwnPoint(string name) => OwnPoints.IsReserved(name[(name.LastIndexOf('.') + 1)..]);

    public static GatewayModel Build(
        IReadOnlyList<DeviceSpec> devices,
        IReadOnlyList<RuleConfig> rules,
        Language language,
        TelemetryConfig telemetry)
    {
        var points = new List<PointInfo>();
        var models = new List<DeviceModel>();
        foreach (DeviceSpec device in devices)
        {
            PointId comm = Add(points, device.Id, s_comm);
            PointId data = Add(points, device.Id, s_data);
            List<PointId> ids = [.. device.Points.Select(p => Add(points, device.Id, p))];
            models.Add(new DeviceModel(models.Count, device.Id, device.Name, ids, comm, data, device.Poll));
        }

        List<AlarmDefinition> bound = Bind(rules, points);
        HashSet<string> taken = [.. bound.Select(a => a.Key)];
        var alarms = new List<AlarmDefinition>();
        for (int i = 0; i < devices.Count; i++)
        {
            alarms.Add(Define(points[models[i].CommPoint.Index], CommRule(devices[i].CommLevel)));
            alarms.Add(Define(points[models[i].DataPoint.Index], DataRule(devices[i].CommLevel)));
        }

        // A rule of the site with the id of one of ours takes its place: two alarms must never share a key.
        alarms.RemoveAll(a => taken.Contains(a.Key));
        alarms.AddRange(bound);
        return new GatewayModel(new PointTable(points), models, alarms, language, telemetry);
    }

    private static List<AlarmDefinition> Bind(IReadOnlyList<RuleConfig> rules, List<PointInfo> points)
    {
        var alarms = new List<AlarmDefinition>();
        List<PointOutline> outlines = [.. points.Select(p => new PointOutline(p.Name, p.Signal))];
        foreach (IGrouping<RuleConfig, RuleMatch> matches in RuleBinding.Bind(rules, outlines).GroupBy(m => m.Rule))
        {
            AlarmRule compiled = RuleCompiler.Compile(matches.Key);
            alarms.AddRange(matches.Select(m => Define(points[m.Point], compiled)));
        }

        return alarms;
    }

    private static AlarmDefinition Define(PointInfo point, AlarmRule rule) => new($"{point.Name}.{rule.Id}", point, rule);

    private static PointId Add(List<PointInfo> points, string device, PointSpec spec)
    {
        var id = new PointId(points.Count);
        points.Add(new PointInfo(id, $"{device}.{spec.Name}", device, spec.Signal, spec.SignalId, spec.Unit, spec.Label, spec.States));
        return id;
    }

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
