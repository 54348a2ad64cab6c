using System.Text.Json;

namespace EdgeGuard.Core.Alarms;

/// <summary>Work in the room: the alarms of a device, or of all of them, are suppressed until its planned end.</summary>
/// <param name="Device">Null: the whole room.</param>
public sealed record MaintenanceWindow(string? Device, Deadline Until, string By, string Why)
{
    private const string Prefix = "maintenance:";

    /// <summary>What it is kept under; no alarm's key looks like it.</summary>
    public static string KeyOf(string? device) => Prefix + device;

    public static bool IsKey(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, AlarmJson.Default.MaintenanceWindow);

    /// <summary>Null when the bytes are no whole window.</summary>
    public static MaintenanceWindow? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, AlarmJson.Default.MaintenanceWindow) is { Until: not null, By: not null, Why: not null } window
                ? window
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
