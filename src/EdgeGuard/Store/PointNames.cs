using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// A dictionary of points' names, in UTF-8, by numbers 0, 1, 2 …; it only grows. One thread at a time adds and looks for names; what has
/// a number may be asked for from any.
/// </summary>
internal sealed class PointNames
{
    private readonly Dictionary<byte[], int> _numbers;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _bySpan;
    private (byte[] Name, JsonEncodedText Text)[] _names = new (byte[] Name, JsonEncodedText Text)[16];
    private int _count;

    public PointNames()
    {
        _numbers = new Dictionary<byte[], int>(Utf8Comparer.Instance);
        _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => Volatile.Read(ref _count);

    public ReadOnlySpan<byte> this[int number] => _names[number].Name;

    /// <summary>As it stands in a message.</summary>
    public JsonEncodedText TextOf(int number) => _names[number].Text;

    /// <summary>The number of a name, given when it is new.</summary>
    public int Add(ReadOnlySpan<byte> name)
    {
        if (_bySpan.TryGetValue(name, out int number)) return number;
        byte[] kept = name.ToArray();
        if (_count == _names.Length) Array.Resize(ref _names, 2 * _count);
        _names[_count] = (kept, TelemetryBodyWriter.Encode(kept));
        _numbers[kept] = _count;
        Volatile.Write(ref _count, _count + 1);
        return _count - 1;
    }

    /// <summary>A name as it comes, most often the one that came here before too.</summary>
    public int Add(ReadOnlySpan<byte> name, int guess) => guess < _count && name.SequenceEqual(_names[guess].Name) ? guess : Add(name);

    /// <summary>The number of a name; -1 when it has none.</summary>
    public int Find(ReadOnlySpan<byte> name) => _bySpan.TryGetValue(name, out int number) ? number : -1;

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Utf8Comparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)Crc32C.Of(0, alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
