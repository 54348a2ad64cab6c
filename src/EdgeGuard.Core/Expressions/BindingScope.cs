using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>Everything that names in expressions can mean in one room. Immutable.</summary>
public sealed class BindingScope
{
    private readonly Dictionary<string, ScopePoint> _byName;
    private readonly Dictionary<int, PointTerm> _byIndex;
    private readonly Dictionary<string, ScopeDevice> _devices;
    private readonly ILookup<(string Device, string Signal), ScopePoint> _byDeviceSignal;
    private readonly ILookup<string, ScopePoint> _bySignal;

    /// <param name="points">In the order in which aggregates take them.</param>
    /// <param name="signals">The signal dictionary: name to canonical unit.</param>
    public BindingScope(IEnumerable<ScopePoint> points, IEnumerable<ScopeDevice> devices, IReadOnlyDictionary<string, Unit> signals)
    {
        ScopePoint[] all = [.. points];
        _byName = all.ToDictionary(point => point.Name, StringComparer.Ordinal);
        _byIndex = all.ToDictionary(point => point.Index, point => new PointTerm(point));
        _devices = devices.ToDictionary(device => device.Id, StringComparer.Ordinal);
        _bySignal = all.Where(point => point.Signal is not null).ToLookup(point => point.Signal!, StringComparer.Ordinal);
        _byDeviceSignal = all.Where(point => point.Signal is not null).ToLookup(point => (point.Device, point.Signal!));
        Signals = signals;
        Devices = [.. all.Select(point => point.Device).Union(_devices.Keys)];
    }

    public IReadOnlyDictionary<string, Unit> Signals { get; }

    /// <summary>Ids, in the order of their first points.</summary>
    internal IReadOnlyList<string> Devices { get; }

    internal IEnumerable<string> PointNames => _byName.Keys;

    internal ScopePoint? Point(string name) => _byName.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">There is no such point.</exception>
    internal ScopePoint Point(int index) =>
        _byIndex.GetValueOrDefault(index)?.Point ?? throw new ArgumentException($"There is no point {index} in the scope.", nameof(index));

    /// <summary>Reading a point needs no memory; one term serves all.</summary>
    internal PointTerm Term(ScopePoint point) => _byIndex[point.Index];

    internal ScopeDevice? Device(string id) => _devices.GetValueOrDefault(id);

    internal IEnumerable<ScopePoint> PointsOf(string signal) => _bySignal[signal];

    internal IEnumerable<ScopePoint> PointsOf(string device, string signal) => _byDeviceSignal[(device, signal)];
}
