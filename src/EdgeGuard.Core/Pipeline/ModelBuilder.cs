using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Pipeline;

/// <summary>Compiles a checked configuration into the model the pipeline works on. The order of everything follows the order of what is given.</summary>
public static class ModelBuilder
{
    /// <summary>Whether a point, by its full name, is one that the gateway itself gives every device.</summary>
    public static bool IsOwnPoint(string name) => OwnPoints.IsReserved(name[(name.LastIndexOf('.') + 1)..]);

    public static GatewayModel Build(IReadOnlyList<DeviceSpec> devices, RuleSet rules, Language language, TelemetryConfig telemetry)
    {
        var points = new List<PointInfo>();
        var models = new List<DeviceModel>();
        foreach (DeviceSpec device in devices)
        {
            PointId comm = Add(points, device.Id, OwnAlarms.CommPoint);
            PointId data = Add(points, device.Id, OwnAlarms.DataPoint);
            PointId[] answers = device.TellsAnswers ? [.. OwnAlarms.AnswerPoints.Select(p => Add(points, device.Id, p))] : [];
            PointId[] ids = [.. device.Points.Select(p => Add(points, device.Id, p))];
            models.Add(new DeviceModel(models.Count, device.Id, device.Name, ids, comm, data, device.Poll) { AnswerPoints = answers });
        }

        List<BusModel> buses = AddBuses(points, devices);
        PointId? lost = buses.Count > 0 ? Add(points, OwnPoints.GatewayDevice, OwnAlarms.BusesLostPoint) : null;
        BindingScope scope = RoomScope.Of(points, devices, rules);
        RulePlan plan = RulePlanner.Plan(scope, [.. devices.Select(d => d.Id)], rules.Calculations, rules.Rules);
        foreach (PlannedPoint computed in plan.Points)
            points.Add(Computed(computed, rules.Signals));
        List<AlarmDefinition> bound = Bind(rules, points, plan);
        List<AlarmDefinition> alarms = [.. OwnAlarms.Of(models, devices, points, bound), .. bound];
        AlarmDefinition[] all = [.. WithBuses(alarms, devices, buses, models, points)];
        return new GatewayModel(new PointTable(points), models, all, language, telemetry)
        {
            Plan = plan,
            Scope = scope,
            Buses = buses,
            BusesLost = lost,
        };
    }

    private static List<BusModel> AddBuses(List<PointInfo> points, IReadOnlyList<DeviceSpec> devices) =>
    [
        .. devices.Select((device, i) => (device.Bus, Index: i))
            .Where(d => d.Bus is not null)
            .GroupBy(d => d.Bus!, d => d.Index, StringComparer.Ordinal)
            .Select(bus => new BusModel(bus.Key, Add(points, OwnPoints.GatewayDevice, OwnAlarms.BusPoint(bus.Key)), bus.ToArray())),
    ];

    /// <summary>Every alarm knows its device's bus, and that of a bus the devices on it.</summary>
    private static IEnumerable<AlarmDefinition> WithBuses(
        List<AlarmDefinition> alarms, IReadOnlyList<DeviceSpec> devices, List<BusModel> buses, List<DeviceModel> models, List<PointInfo> points)
    {
        Dictionary<string, string?> busOf = devices.ToDictionary(d => d.Id, d => d.Bus, StringComparer.Ordinal);
        Dictionary<PointId, BusModel> busAt = buses.ToDictionary(b => b.Point);
        return alarms.Select(alarm => busAt.TryGetValue(alarm.Point.Id, out BusModel? bus)
            ? alarm with { Bus = bus.Name, IsOfBus = true, Related = bus.Devices.Select(i => points[models[i].CommPoint.Index].Name).ToArray() }
            : busOf.GetValueOrDefault(alarm.Point.Device) is { } own ? alarm with { Bus = own } : alarm);
    }

    private static PointInfo Computed(PlannedPoint planned, SignalDictionary signals)
    {
        SignalInfo signal = signals[planned.Config.Signal];
        var spec = new PointSpec(
            planned.Name[(planned.Device.Length + 1)..], planned.Config.Signal, signal.SignalId, planned.Unit, planned.Config.Label ?? signal.Label, signal.States);
        return new PointInfo(new PointId(planned.Index), planned.Name, planned.Device, spec);
    }

    /// <summary>In the order of the rules and, for each, of the points.</summary>
    private static List<AlarmDefinition> Bind(RuleSet rules, List<PointInfo> points, RulePlan plan)
    {
        List<PointOutline> outlines = [.. points.Select(p => new PointOutline(p.Name, p.Signal))];
        ILookup<object, Place> conditions = plan.Conditions.ToLookup<PlannedCondition, object, Place>(
            c => c.Rule, c => new Place(c.Point, c.Target, c.Reads), ReferenceEqualityComparer.Instance);
        var alarms = new List<AlarmDefinition>();
        foreach (RuleConfig rule in rules.Rules)
        {
            AlarmRule compiled = RuleCompiler.Compile(rule, rules.Files.GetValueOrDefault(rule.Id));
            IEnumerable<Place> places = rule.Type == RuleType.Condition
                ? conditions[rule]
                : RuleBinding.PointsOf(rule, outlines).Select(p => new Place(p, RulePlanner.TargetOf(p, points[p].Device), []));
            ExpressionTexts texts = ExpressionTexts.Parse(rule);
            alarms.AddRange(places.Select(p => OwnAlarms.Define(points[p.Point], compiled) with
            {
                Expressions = texts.At(p.Target),
                Related = p.Reads.Where(read => read != p.Point).Select(read => points[read].Name).ToArray(),
            }));
        }

        return alarms;
    }

    private static PointId Add(List<PointInfo> points, string device, PointSpec spec)
    {
        var id = new PointId(points.Count);
        points.Add(new PointInfo(id, $"{device}.{spec.Name}", device, spec));
        return id;
    }

    /// <summary>Where a rule binds.</summary>
    private readonly record struct Place(int Point, BindingTarget Target, IReadOnlyList<int> Reads);
}
