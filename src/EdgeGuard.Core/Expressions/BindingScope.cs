using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>Everything that names in expressions can mean in one room.</summary>
public sealed class BindingScope
{
    private readonly List<ScopePoint> _all = [];
    private readonly Dictionary<string, ScopePoint> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, PointTerm> _byIndex = [];
    private readonly Dictionary<string, ScopeDevice> _devices;
    private readonly List<string> _deviceIds = [];
    private readonly HashSet<string> _withPoints = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Device, string Signal), List<ScopePoint>> _byDeviceSignal = [];
    private readonly Dictionary<string, List<ScopePoint>> _bySignal = new(StringComparer.Ordinal);

    /// <param name="points">In the order in which aggregates take them.</param>
    /// <param name="signals">The signal dictionary: name to canonical unit.</param>
    public BindingScope(IEnumerable<ScopePoint> points, IEnumerable<ScopeDevice> devices, IReadOnlyDictionary<string, Unit> signals)
    {
        _devices = devices.ToDictionary(device => device.Id, StringComparer.Ordinal);
        Signals = signals;
        foreach (ScopePoint point in points)
            Add(point);
        _deviceIds.AddRange(_devices.Keys.Except(_deviceIds));
    }

    public IReadOnlyList<ScopePoint> All => _all;

    public IReadOnlyDictionary<string, Unit> Signals { get; }

    /// <summary>Ids, in the order of their first points.</summary>
    internal IReadOnlyList<string> Devices => _deviceIds;

    internal IEnumerable<string> PointNames => _byName.Keys;

    /// <summary>A computed point, which what is bound from now on may name.</summary>
    public void Add(ScopePoint point)
    {
        _all.Add(point);
        _byName.Add(point.Name, point);
        _byIndex.Add(point.Index, new PointTerm(point));
        if (_withPoints.Add(point.Device))
            _deviceIds.Add(point.Device);
        if (point.Signal is not { } signal)
            return;
        ListAt(_bySignal, signal).Add(point);
        ListAt(_byDeviceSignal, (point.Device, signal)).Add(point);
    }

    public ScopePoint? Point(string name) => _byName.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">There is no such point.</exception>
    internal ScopePoint Point(int index) =>
        _byIndex.GetValueOrDefault(index)?.Point ?? throw new ArgumentException($"There is no point {index} in the scope.", nameof(index));

    /// <summary>Reading a point needs no memory; one term serves all.</summary>
    internal PointTerm Term(ScopePoint point) => _byIndex[point.Index];

    internal ScopeDevice? Device(string id) => _devices.GetValueOrDefault(id);

    /// <summary>A signal that belongs to devices, rather than to the room or the gateway.</summary>
    public bool IsOfDevices(string name) =>
        Signals.ContainsKey(name)
        && !name.StartsWith(OwnPoints.RoomDevice + ".", StringComparison.Ordinal)
        && !name.StartsWith(OwnPoints.GatewayDevice + ".", StringComparison.Ordinal);

    public IReadOnlyList<ScopePoint> PointsOf(string signal) => _bySignal.TryGetValue(signal, out List<ScopePoint>? points) ? points : [];

    public IReadOnlyList<ScopePoint> PointsOf(string device, string signal) =>
        _byDeviceSignal.TryGetValue((device, signal), out List<ScopePoint>? points) ? points : [];

    private static List<ScopePoint> ListAt<T>(Dictionary<T, List<ScopePoint>> lists, T key)
        where T : notnull
    {
        if (!lists.TryGetValue(key, out List<ScopePoint>? list))
            lists.Add(key, list = []);
        return list;
    }
}
