using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>A snapshot with the mark of when it was made, so that the next run knows how long nobody looked.</summary>
internal sealed record SavedSnapshot(PipelineSnapshot Pipeline, OsUptime? At, DateTimeOffset Utc, bool UtcTrusted)
{
    /// <summary>Time since it was made; null when no clock that can be trusted tells.</summary>
    public TimeSpan? Age(OsUptime? now, DateTimeOffset utc, bool utcTrusted)
    {
        if (At is not null && now?.Since(At) is { } sinceBoot)
            return sinceBoot;
        return UtcTrusted && utcTrusted && utc >= Utc ? utc - Utc : null;
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, SavedSnapshotJson.Default.SavedSnapshot);

    /// <summary>Null when the bytes are no snapshot of this version: timers then start from zero.</summary>
    public static SavedSnapshot? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, SavedSnapshotJson.Default.SavedSnapshot);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SavedSnapshot))]
internal sealed partial class SavedSnapshotJson : JsonSerializerContext;
