using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace EdgeGuard.Gateway.Store;

/// <summary>One slot of the number file.</summary>
/// <param name="Serials">Serial numbers given so far; the number itself is this modulo 2^32.</param>
/// <param name="Streams">Up to where each stream's numbers may have been given.</param>
internal sealed record NumberMarks(long Version, uint Boot, long Serials, ImmutableSortedDictionary<string, long> Streams)
{
    /// <summary>What was asked of the medium until this was written; nothing in a file of an earlier version.</summary>
    public StoreWear Wear { get; init; } = new(0, 0, TimeSpan.Zero);

    public static readonly NumberMarks None = new(0, 0, 0, ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));
    private const ulong Magic = 0x31_4D_55_4E_47_45; // "EGNUM1"
    private const int Head = 40;
    private const int CrcAt = 36;

    /// <summary>The last bytes of the slot; streams do not reach so far.</summary>
    private const int WearSize = 4 * sizeof(long);

    public void Write(Span<byte> slot)
    {
        slot.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(slot, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(slot[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[16..], Boot);
        BinaryPrimitives.WriteInt64LittleEndian(slot[20..], Serials);
        BinaryPrimitives.WriteInt32LittleEndian(slot[28..], Streams.Count);
        Span<byte> rest = slot[Head..];
        foreach ((string stream, long seq) in Streams)
        {
            rest[0] = (byte)Encoding.UTF8.GetBytes(stream, rest[1..]);
            BinaryPrimitives.WriteInt64LittleEndian(rest[(1 + rest[0])..], seq);
            rest = rest[(1 + rest[0] + sizeof(long))..];
        }

        WriteWear(slot[^WearSize..]);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[CrcAt..], Checksum(slot));
    }

    public static NumberMarks? TryRead(ReadOnlySpan<byte> slot)
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(slot) != Magic) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(slot[CrcAt..]) != Checksum(slot)) return null;
        ImmutableSortedDictionary<string, long> streams = None.Streams;
        ReadOnlySpan<byte> rest = slot[Head..];
        for (int left = BinaryPrimitives.ReadInt32LittleEndian(slot[28..]); left > 0; left--)
        {
            string stream = Encoding.UTF8.GetString(rest.Slice(1, rest[0]));
            streams = streams.SetItem(stream, BinaryPrimitives.ReadInt64LittleEndian(rest[(1 + rest[0])..]));
            rest = rest[(1 + rest[0] + sizeof(long))..];
        }

        return new NumberMarks(
            BinaryPrimitives.ReadInt64LittleEndian(slot[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(slot[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(slot[20..]),
            streams)
        {
            Wear = ReadWear(slot[^WearSize..]),
        };
    }

    private void WriteWear(Span<byte> into)
    {
        BinaryPrimitives.WriteInt64LittleEndian(into, Wear.BytesWritten);
        BinaryPrimitives.WriteInt64LittleEndian(into[8..], Wear.RawBytes);
        BinaryPrimitives.WriteInt64LittleEndian(into[16..], Wear.Flushes);
        BinaryPrimitives.WriteInt64LittleEndian(into[24..], Wear.Over.Ticks);
    }

    private static StoreWear ReadWear(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadInt64LittleEndian(from),
        BinaryPrimitives.ReadInt64LittleEndian(from[16..]),
        TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(from[24..])))
    {
        RawBytes = BinaryPrimitives.ReadInt64LittleEndian(from[8..]),
    };

    private static uint Checksum(ReadOnlySpan<byte> slot) => Crc32C.Of(Crc32C.Of(0, slot[..CrcAt]), slot[Head..]);
}
