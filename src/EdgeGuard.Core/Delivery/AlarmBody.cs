using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Delivery;

/// <summary>The envelope's <c>body</c> of an alarm transition (domain: section 3.3). Of wall time it holds only planned ends, where they are known; the envelope holds its own.</summary>
public static class AlarmBody
{
    /// <summary>The B-interface's limit for an alarm's description, in bytes.</summary>
    public const int MaxDescriptionBytes = 40;

    /// <summary>A number beyond it is told with its exponent, so that it never takes all the room.</summary>
    private const double Longest = 1e9;

    public static ReadOnlyMemory<byte> Write(AlarmTransition transition, Language language, Origin origin)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = MessageJson.Encoder }))
        {
            json.WriteStartObject();
            WriteOccurrence(json, transition);
            WriteB(json, transition);
            WriteValue(json, transition);
            WriteRelations(json, transition.State);
            json.WriteString("desc", Describe(transition, language));
            WriteTexts(json, transition);
            json.WriteString("origin", MessageJson.Name(origin));
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Label and trigger value in at most 40 bytes, without &lt; and &gt;, e.g. <c>欠压告警(46.1V)</c>.</summary>
    public static string Describe(AlarmTransition transition, Language language)
    {
        PointInfo point = transition.Alarm.Point;
        string value = transition.State.Value is { } v && point.Unit != Unit.None
            ? $"({v.ToString(Math.Abs(v) < Longest ? "0.##" : "0.##E+0", CultureInfo.InvariantCulture)}{point.Unit.Symbol()})"
            : "";
        string label = transition.Alarm.Rule.Label.In(language).Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal);
        int room = MaxDescriptionBytes - Encoding.UTF8.GetByteCount(value);
        return Cut(label, room) + value;
    }

    /// <summary>Serials are always told as ten digits.</summary>
    public static string Serial(uint serial) => serial.ToString("D10", CultureInfo.InvariantCulture);

    private static void WriteOccurrence(Utf8JsonWriter json, AlarmTransition transition)
    {
        PointInfo point = transition.Alarm.Point;
        AlarmState state = transition.State;
        json.WriteString("serial", Serial(state.Serial));
        json.WriteNumber("number", state.Number);
        json.WriteString("flag", transition.Flag.ToString().ToUpperInvariant());
        json.WriteString("state", state.Letter.ToString());
        json.WriteNumber("level", state.Level);
        json.WriteString("key", transition.Alarm.Key);
        json.WriteString("device", point.Device);
        json.WriteString("point", point.Name);
        if (point.SignalId is not null)
            json.WriteString("signalId", point.SignalId);
        json.WriteString("rule", transition.Alarm.Rule.Id);
        json.WriteString("stage", transition.Alarm.Rule.Stages[state.Stage].Name);
        json.WriteString("snapshotRef", AlarmReference.Of(state.Serial));
    }

    /// <summary>What the B-interface is told of it: a change of level is an end and a begin there, in an array.</summary>
    private static void WriteB(Utf8JsonWriter json, AlarmTransition transition)
    {
        if (transition is { BEnds: { } old, BBegins: { } next })
        {
            json.WriteStartArray("b");
            WriteB(json, "END", old);
            WriteB(json, "BEGIN", next);
            json.WriteEndArray();
        }
        else if ((transition.BEnds ?? transition.BBegins) is { } one)
        {
            json.WritePropertyName("b");
            WriteB(json, transition.BEnds is null ? "BEGIN" : "END", one);
        }
    }

    private static void WriteB(Utf8JsonWriter json, string flag, BOccurrence b)
    {
        json.WriteStartObject();
        json.WriteString("flag", flag);
        json.WriteString("serial", Serial(b.Serial));
        if (b.SignalId is not null)
            json.WriteString("signalId", b.SignalId);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, AlarmTransition transition)
    {
        AlarmState state = transition.State;
        if (state.Value is { } value)
            json.WriteNumber("value", value);
        if (state.Limit is { } limit)
            json.WriteNumber("limit", limit);
        if (transition.Alarm.Point.Unit != Unit.None)
            json.WriteString("unit", transition.Alarm.Point.Unit.Name());
        json.WriteString("quality", MessageJson.Name(state.Quality));
        json.WriteBoolean("annunciate", state.Annunciated);
        if (state.Forecast is { } forecast)
            json.WriteNumber("forecast", forecast);
        if (state.Retriggers > 0)
            json.WriteNumber("retriggers", state.Retriggers);
        if (transition.Cause is not null)
            json.WriteString("reason", transition.Cause);
        if (transition.By is not null)
            json.WriteString("by", transition.By);
        if (transition.Detail is not null)
            json.WriteString("detail", transition.Detail);
    }

    /// <summary>What keeps it from sight, and what it is a consequence of. Ends are told as the seconds left at the transition.</summary>
    private static void WriteRelations(Utf8JsonWriter json, AlarmState state)
    {
        if (state.Suppressed is { } suppressed)
            WriteSuppressed(json, suppressed);
        if (state.Shelved is { } shelving)
            WriteHidden(json, "shelved", shelving.By, shelving.Why, shelving.Until, state.ChangedAt, shelving.OneShot);
        if (state.OutOfService is { } service)
            WriteHidden(json, "outOfService", service.By, service.Why, service.Until, state.ChangedAt, oneShot: false);
        if (state.FirstOut is { } rank)
            json.WriteString("firstOut", rank switch { FirstOutRank.First => "first", FirstOutRank.Tie => "tie", _ => "after" });
        if (state.ChatterCount > 0)
            json.WriteNumber("chatter", state.ChatterCount);
        if (state.EscalatedTo is { } level)
            json.WriteNumber("escalatedTo", level);
    }

    private static void WriteSuppressed(Utf8JsonWriter json, Suppressed suppressed)
    {
        if (suppressed is { Cause: SuppressionCause.Parent, Key: { } key, Serial: { } serial })
        {
            json.WriteStartObject("parent");
            json.WriteString("key", key);
            json.WriteString("serial", Serial(serial));
            json.WriteEndObject();
            return;
        }

        json.WriteString("suppressedBy", suppressed.Cause == SuppressionCause.Condition ? "condition" : "maintenance");
    }

    private static void WriteHidden(Utf8JsonWriter json, string name, string by, string why, Deadline? until, MonotonicTime at, bool oneShot)
    {
        json.WriteStartObject(name);
        json.WriteString("by", by);
        json.WriteString("why", why);
        if (until is not null)
            json.WriteNumber("left", Math.Round(until.Left(at).TotalSeconds));
        if (until?.Utc is { } utc)
            json.WriteNumber("until", utc.ToUnixTimeMilliseconds());
        if (oneShot)
            json.WriteBoolean("oneShot", true);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, AlarmTransition transition)
    {
        AlarmRule rule = transition.Alarm.Rule;
        MessageJson.Write(json, "label", rule.Label);
        MessageJson.Write(json, "pointLabel", transition.Alarm.Point.Label);
        WriteList(json, "cause", rule.Cause);
        WriteList(json, "check", rule.Check);
        if (rule.Response is not null)
            MessageJson.Write(json, "response", rule.Response);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<Words> list)
    {
        if (list.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (Words words in list)
            MessageJson.Write(json, null, words);
        json.WriteEndArray();
    }

    private static string Cut(string text, int bytes)
    {
        int used = 0;
        var cut = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytes)
                break;
            cut.Append(rune);
        }

        return cut.ToString();
    }
}
