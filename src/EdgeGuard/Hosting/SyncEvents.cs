using System.Buffers;
using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Answers to what the platform asked for on <c>sync/in</c>: messages of the stream <c>event</c>, kept like every other.</summary>
internal static class SyncEvents
{
    /// <summary><c>{"kind":"sync","origin":…,"by":…,"count":3}</c>: the retained state of every alarm was told; so many stand.</summary>
    public static MessageDraft AlarmsTold(MonotonicTime at, Origin origin, string by, int standing) =>
        Write(at, "sync", origin, by, json => json.WriteNumber("count"u8, standing));

    /// <summary>
    /// <c>{"kind":"replay","origin":…,"by":…,"stream":…,"from":…,"to":…,"first":…,"last":…,"count":…}</c>: these went out again.
    /// <c>to</c> is missing where none was asked, <c>first</c> and <c>last</c> where nothing is there any more.
    /// </summary>
    public static MessageDraft Replayed(MonotonicTime at, Origin origin, string by, SeqRange asked, Redelivery replay) => Write(at, "replay", origin, by, json =>
    {
        json.WriteString("stream"u8, replay.Stream);
        json.WriteNumber("from"u8, asked.First);
        if (asked.Last != long.MaxValue)
            json.WriteNumber("to"u8, asked.Last);
        if (replay is { First: { } first, Last: { } last })
        {
            json.WriteNumber("first"u8, first);
            json.WriteNumber("last"u8, last);
        }

        json.WriteNumber("count"u8, replay.Count);
    });

    private static MessageDraft Write(MonotonicTime at, string kind, Origin origin, string by, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = MessageJson.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, kind);
            json.WriteString("origin"u8, MessageJson.Name(origin));
            json.WriteString("by"u8, by);
            rest(json);
            json.WriteEndObject();
        }

        return new MessageDraft("event", Lane.Alarm, "event", at, null, buffer.WrittenMemory);
    }
}
