using System.Text;
using System.Text.Json;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>A snapshot with the mark of when it was made, so that the next run knows how long nobody looked.</summary>
/// <param name="Made">When it was made on the clock of its run: what was stored after it can be lived through again.</param>
internal sealed record SavedSnapshot(PipelineSnapshot Pipeline, MonotonicTime Made, OsUptime? At, DateTimeOffset Utc, bool UtcTrusted)
{
    private const byte Version = 2;
    private const int LongestPlain = 16 * 1024 * 1024;

    /// <summary>Time since it was made; null when no clock that can be trusted tells.</summary>
    public TimeSpan? Age(OsUptime? now, DateTimeOffset utc, bool utcTrusted)
    {
        if (At is not null && now?.Since(At) is { } sinceBoot)
            return sinceBoot;
        return UtcTrusted && utcTrusted && utc >= Utc ? utc - Utc : null;
    }

    /// <summary>A version byte, then the parts, compressed: the computed state may be some hundred kB.</summary>
    public byte[] Write()
    {
        var parts = new StateWriter();
        parts.Write((long)Made.Boot);
        parts.Write(Made.SinceBoot.Ticks);
        parts.Write(Encoding.UTF8.GetBytes(At?.BootId ?? ""));
        parts.Write(At?.Up.Ticks ?? 0);
        parts.Write(Utc.UtcTicks);
        parts.Write(UtcTrusted);
        parts.Write(JsonSerializer.SerializeToUtf8Bytes(Pipeline, SnapshotJson.Default.PipelineSnapshot));
        parts.Write(Pipeline.Terms);
        return [Version, .. Compression.Pack(parts.Written)];
    }

    /// <summary>Null when the bytes are no snapshot of this version: timers then start from zero.</summary>
    public static SavedSnapshot? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 1 || bytes[0] != Version)
            return null;
        try
        {
            return ReadParts(Compression.Unpack(bytes[1..], LongestPlain));
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            return null;
        }
    }

    private static SavedSnapshot? ReadParts(ReadOnlySpan<byte> plain)
    {
        var parts = new StateReader(plain);
        var made = new MonotonicTime((uint)parts.ReadLong(), new TimeSpan(parts.ReadLong()));
        string bootId = Encoding.UTF8.GetString(parts.ReadBytes());
        var up = new TimeSpan(parts.ReadLong());
        long utc = parts.ReadLong();
        bool trusted = parts.ReadBool();
        PipelineSnapshot? pipeline = JsonSerializer.Deserialize(parts.ReadBytes(), SnapshotJson.Default.PipelineSnapshot);
        if (pipeline?.Alarms is null || utc < 0 || utc > DateTimeOffset.MaxValue.UtcTicks)
            return null;
        OsUptime? at = bootId.Length == 0 ? null : new OsUptime(bootId, up);
        return new SavedSnapshot(pipeline with { Terms = parts.ReadBytes().ToArray() }, made, at, new DateTimeOffset(utc, TimeSpan.Zero), trusted);
    }
}
