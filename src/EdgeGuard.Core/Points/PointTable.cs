using System.Diagnostics.CodeAnalysis;

namespace EdgeGuard.Core.Points;

/// <summary>Every point of the gateway, by index and by name. Immutable; a new configuration makes a new table.</summary>
public sealed class PointTable
{
    private readonly PointInfo[] _points;
    private readonly Dictionary<string, PointInfo> _byName;

    /// <param name="points">In index order: the n-th has <c>Id.Index == n</c>.</param>
    public PointTable(IEnumerable<PointInfo> points)
    {
        _points = [.. points];
        _byName = new Dictionary<string, PointInfo>(_points.Length, StringComparer.Ordinal);
        for (int i = 0; i < _points.Length; i++)
        {
            if (_points[i].Id.Index != i)
                throw new ArgumentException($"Point {_points[i].Name} has index {_points[i].Id.Index} and stands at {i}.", nameof(points));
            _byName.Add(_points[i].Name, _points[i]);
        }
    }

    public int Count => _points.Length;

    public PointInfo this[PointId id] => _points[id.Index];

    public IReadOnlyList<PointInfo> All => _points;

    public bool TryFind(string name, [MaybeNullWhen(false)] out PointInfo point) => _byName.TryGetValue(name, out point);
}
