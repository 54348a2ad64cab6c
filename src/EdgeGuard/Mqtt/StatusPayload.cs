using System.Buffers;
using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Payloads of the retained <c>status</c> topic. They are plain objects with <c>v</c> and <c>gw</c> and not in the
/// envelope: the broker sends the will long after it was written, so it can carry neither a time nor a number.
/// </summary>
internal static class StatusPayload
{
    /// <summary><c>{"v":1,"gw":…,"online":true,"boot":…,"epoch":…,"seq0":…,"fw":…,"cfgHash":…,"clock":"sync","journal":{"n":…,"hash":…}}</c>; on failing power also <c>"reason":"power"</c>.</summary>
    public static byte[] Online(string gateway, Birth birth) => Write(gateway, true, birth.Boot, json =>
    {
        json.WriteString("epoch"u8, birth.Epoch);
        json.WriteNumber("seq0"u8, birth.Seq0);
        json.WriteString("fw"u8, birth.Firmware);
        json.WriteString("cfgHash"u8, birth.ConfigHash);
        json.WriteString("clock"u8, ClockWord(birth.Clock));
        if (birth.Reason is { } reason)
            json.WriteString("reason"u8, reason);
        Write(json, birth.Journal);
    });

    /// <summary><c>{"v":1,"gw":…,"online":false,"boot":…,"reason":"lost"|"stopped"|"power"}</c>; after a stop also <c>journal</c>.</summary>
    /// <param name="journal">Null for the will, which is written long before it is sent.</param>
    public static byte[] Offline(string gateway, uint boot, string reason, JournalHead? journal = null) => Write(gateway, false, boot, json =>
    {
        json.WriteString("reason"u8, reason);
        Write(json, journal);
    });

    /// <summary>The envelope's <c>tsq</c>.</summary>
    public static ReadOnlySpan<byte> ClockWord(ClockSync sync) => sync switch
    {
        ClockSync.Sync => "sync"u8,
        ClockSync.Holdover => "holdover"u8,
        _ => "unsynced"u8,
    };

    private static void Write(Utf8JsonWriter json, JournalHead? journal)
    {
        if (journal is null)
            return;
        json.WriteStartObject("journal"u8);
        json.WriteNumber("n"u8, journal.Number);
        json.WriteString("hash"u8, journal.Hash);
        json.WriteEndObject();
    }

    private static byte[] Write(string gateway, bool online, uint boot, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("v"u8, 1);
        json.WriteString("gw"u8, gateway);
        json.WriteBoolean("online"u8, online);
        json.WriteNumber("boot"u8, boot);
        rest(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
