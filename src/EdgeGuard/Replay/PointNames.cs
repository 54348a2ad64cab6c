using System.Buffers.Binary;
using System.Text;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Replay;

/// <summary>Points by their names as they stand in a file, in UTF-8: found without making a string.</summary>
internal sealed class PointNames
{
    private readonly Dictionary<byte[], PointId>.AlternateLookup<ReadOnlySpan<byte>> _ids;

    public PointNames(PointTable points)
    {
        Points = points;
        var ids = new Dictionary<byte[], PointId>(points.Count, new Utf8Comparer());
        foreach (PointInfo point in points.All)
            ids.Add(Encoding.UTF8.GetBytes(point.Name), point.Id);
        _ids = ids.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public PointTable Points { get; }

    public bool TryFind(ReadOnlySpan<byte> name, out PointId point) => _ids.TryGetValue(name, out point);

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        /// <summary>FNV-1a, eight bytes a step: the names are the configuration's own, so nobody can make them collide on purpose.</summary>
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            const ulong prime = 0x100000001B3;
            ulong hash = 0xCBF29CE484222325;
            for (; alternate.Length >= sizeof(ulong); alternate = alternate[sizeof(ulong)..])
                hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(alternate)) * prime;
            foreach (byte b in alternate)
                hash = (hash ^ b) * prime;
            return (int)(hash ^ (hash >> 32));
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
