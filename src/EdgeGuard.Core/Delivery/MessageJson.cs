using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Delivery;

/// <summary>What every message body has in common.</summary>
public static class MessageJson
{
    /// <summary>Chinese stays readable in the field; the messages are never put into HTML as they are.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly KeyValuePair<QualityReason, byte[]>[] s_reasons =
        [.. Enum.GetValues<QualityReason>().Select(r => KeyValuePair.Create(r, Encoding.UTF8.GetBytes(Name(r))))];

    public static string Name(Quality quality) => quality switch
    {
        Quality.Good => "good",
        Quality.Uncertain => "uncertain",
        _ => "bad",
    };

    public static string Name(QualityReason reason) => reason switch
    {
        QualityReason.CommFailure => "commFailure",
        QualityReason.Crc => "crc",
        QualityReason.OutOfRange => "outOfRange",
        QualityReason.Sentinel => "sentinel",
        QualityReason.SensorFault => "sensorFault",
        QualityReason.Stale => "stale",
        QualityReason.NotConfigured => "notConfigured",
        QualityReason.Learning => "learning",
        QualityReason.Implausible => "implausible",
        _ => "none",
    };

    /// <summary>The reason of that name; none for a name that this version does not know.</summary>
    public static QualityReason Reason(ReadOnlySpan<byte> name)
    {
        foreach (KeyValuePair<QualityReason, byte[]> reason in s_reasons)
        {
            if (name.SequenceEqual(reason.Value))
                return reason.Key;
        }

        return QualityReason.None;
    }

    /// <summary>The origin of that name; live for a name that this version does not know.</summary>
    public static Origin Origin(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("test"u8))
            return Points.Origin.Test;
        if (name.SequenceEqual("drill"u8))
            return Points.Origin.Drill;
        return name.SequenceEqual("simulated"u8) ? Points.Origin.Simulated : Points.Origin.Live;
    }

    public static string Name(Origin origin) => origin switch
    {
        Points.Origin.Live => "live",
        Points.Origin.Test => "test",
        Points.Origin.Drill => "drill",
        _ => "simulated",
    };

    public static void Write(Utf8JsonWriter json, string? name, Words words)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
        json.WriteString("zh", words.Zh);
        json.WriteString("en", words.En);
        json.WriteEndObject();
    }
}
