using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Pipeline;

/// <summary>Compiles a checked configuration into the model the pipeline works on. The order of everything follows the order of what is given.</summary>
public static class ModelBuilder
{
    /// <summary>Every device has this point: 0 it answers, 1 it is silent.</summary>
    public const string CommPoint = "comm";

    private const string CommSignal = "device.comm";
    private static readonly Words s_commLabel = new("设备通信中断", "Device does not answer");
    private static readonly Words s_commPointLabel = new("通信状态", "Communication");

    private static readonly Dictionary<int, Words> s_commStates = new()
    {
        [0] = new Words("正常", "answers"),
        [1] = new Words("中断", "silent"),
    };

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
            PointId comm = Add(points, device.Id, new PointSpec(CommPoint, CommSignal, null, Unit.None, s_commPointLabel, s_commStates));
            List<PointId> ids = [.. device.Points.Select(p => Add(points, device.Id, p))];
            models.Add(new DeviceModel(models.Count, device.Id, device.Name, ids, comm, device.Poll));
        }

        var alarms = new List<AlarmDefinition>();
        for (int i = 0; i < devices.Count; i++)
            alarms.Add(Define(points[models[i].CommPoint.Index], CommRule(devices[i].CommLevel)));
        List<PointOutline> outlines = [.. points.Select(p => new PointOutline(p.Name, p.Signal))];
        foreach (IGrouping<RuleConfig, RuleMatch> matches in RuleBinding.Bind(rules, outlines).GroupBy(m => m.Rule))
        {
            AlarmRule compiled = RuleCompiler.Compile(matches.Key);
            alarms.AddRange(matches.Select(m => Define(points[m.Point], compiled)));
        }

        return new GatewayModel(new PointTable(points), models, alarms, language, telemetry);
    }

    private static AlarmDefinition Define(PointInfo point, AlarmRule rule) => new($"{point.Name}.{rule.Id}", point, rule);

    private static PointId Add(List<PointInfo> points, string device, PointSpec spec)
    {
        var id = new PointId(points.Count);
        points.Add(new PointInfo(id, $"{device}.{spec.Name}", device, spec.Signal, spec.SignalId, spec.Unit, spec.Label, spec.States));
        return id;
    }

    /// <summary>No delay of its own: the monitor that feeds the point has waited already.</summary>
    private static DigitalRule CommRule(int level) => new()
    {
        Id = "silent",
        Label = s_commLabel,
        Stages = [new Stage("ON", StageSide.High, level, null, TimeSpan.Zero, TimeSpan.Zero)],
        Check =
        [
            new Words("检查设备供电、通信线和接线端子", "Check the device's supply, its bus cable and terminals"),
            new Words("核对设备地址、波特率和 IP", "Compare unit id, baud rate and IP address with the configuration"),
        ],
    };
}
