using System.Buffers.Binary;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// <c>snapshot-0</c> and <c>snapshot-1</c>: the newest two snapshots of timers and windows (or of what another prefix names), which take turns, so that a torn one leaves the
/// one before. Files of their own: in the database one of 300 kB writes a seventh more, takes memory that LiteDB never gives back, and
/// holds the lock that alarms wait for. Safe for several threads.
/// Head (little endian): magic u64, version i64, length i32, CRC-32C u32 over version, length and content.
/// </summary>
internal sealed class SnapshotFiles(StoreFolder folder, string prefix = "snapshot-")
{
    private const ulong Magic = 0x31_50_41_4E_53_47_45; // "EGSNAP1"
    private const int Head = 24;
    private const int CrcAt = 20;
    private const int Longest = 16 * 1024 * 1024;
    private readonly Lock _gate = new();
    private long? _version;

    /// <exception cref="OutboxFaultException">It was not kept; the one before is.</exception>
    public void Write(ReadOnlySpan<byte> snapshot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(snapshot.Length, Longest);
        byte[] slot = new byte[Head + snapshot.Length];
        snapshot.CopyTo(slot.AsSpan(Head));
        lock (_gate)
        {
            Guarded(() =>
            {
                long version = (_version ?? Newest().Version) + 1;
                Seal(slot, version);
                Write(version, slot);
                _version = version;
                return version;
            });
        }
    }

    /// <summary>The newest whole one; null when there is none.</summary>
    /// <exception cref="OutboxFaultException">The medium fails.</exception>
    public byte[]? Read()
    {
        lock (_gate) return Guarded(() => Newest().Content);
    }

    private void Write(long version, byte[] slot)
    {
        using BlockFile file = folder.Open(NameOf(version % 2));
        file.Write(0, slot);
        if (file.Length > slot.Length) file.SetLength(slot.Length);
        file.Flush();
        folder.Flush();
    }

    private (long Version, byte[]? Content) Newest()
    {
        (long Version, byte[]? Content) newest = (0, null);
        IReadOnlyList<string> names = folder.Names();
        for (int slot = 0; slot < 2; slot++)
        {
            if (!names.Contains(NameOf(slot))) continue;
            using BlockFile file = folder.Open(NameOf(slot));
            if (TryRead(file) is { } whole && whole.Version > newest.Version) newest = whole;
        }

        return newest;
    }

    private static void Seal(Span<byte> slot, long version)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(slot, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(slot[8..], version);
        BinaryPrimitives.WriteInt32LittleEndian(slot[16..], slot.Length - Head);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[CrcAt..], Checksum(slot));
    }

    private static (long Version, byte[]? Content)? TryRead(BlockFile file)
    {
        byte[] head = new byte[Head];
        if (file.Read(0, head) < Head || BinaryPrimitives.ReadUInt64LittleEndian(head) != Magic) return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(16));
        if (length is < 0 or > Longest || file.Length < Head + length) return null;
        byte[] slot = new byte[Head + length];
        if (file.Read(0, slot) < slot.Length) return null;
        return BinaryPrimitives.ReadUInt32LittleEndian(slot.AsSpan(CrcAt)) == Checksum(slot)
            ? (BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(8)), slot[Head..])
            : null;
    }

    private static uint Checksum(ReadOnlySpan<byte> slot) => Crc32C.Of(Crc32C.Of(0, slot[8..CrcAt]), slot[Head..]);

    private string NameOf(long slot) => prefix + (slot == 0 ? "0" : "1");

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutboxFaultException($"{prefix}*, in which a snapshot is kept, cannot be written or read: {e.Message}", e);
        }
    }
}
