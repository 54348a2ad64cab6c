using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EdgeGuard.Core.Points;

/// <summary>Every point of the gateway, by index and by name. Immutable; a new configuration makes a new table.</summary>
public sealed class PointTable
{
    /// <summary>Far beyond any point's name; a longer one is none of ours.</summary>
    private const int MaxName = 256;

    private readonly PointInfo[] _points;
    private readonly NameIndex<PointInfo> _byName;

    /// <param name="points">In index order: the n-th has <c>Id.Index == n</c>.</param>
    public PointTable(IEnumerable<PointInfo> points)
    {
        _points = [.. points];
        for (int i = 0; i < _points.Length; i++)
        {
            if (_points[i].Id.Index != i)
                throw new ArgumentException($"Point {_points[i].Name} has index {_points[i].Id.Index} and stands at {i}.", nameof(points));
        }

        _byName = new NameIndex<PointInfo>(_points, static point => point.Name);
    }

    public int Count => _points.Length;

    public PointInfo this[PointId id] => _points[id.Index];

    public IReadOnlyList<PointInfo> All => _points;

    /// <summary>The point of a name in UTF-8, found without making a string.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, [MaybeNullWhen(false)] out PointInfo point)
    {
        Span<char> text = stackalloc char[MaxName];
        point = Encoding.UTF8.TryGetChars(name, text, out int length) ? _byName.Find(text[..length]) : null;
        return point is not null;
    }

    public bool TryFind(string name, [MaybeNullWhen(false)] out PointInfo point)
    {
        point = _byName.Find(name);
        return point is not null;
    }
}
