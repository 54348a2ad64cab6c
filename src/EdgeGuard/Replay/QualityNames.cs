using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Replay;

/// <summary>Quality and its reason as they stand in files and messages.</summary>
internal static class QualityNames
{
    private static readonly Dictionary<string, QualityReason> s_reasons =
        Enum.GetValues<QualityReason>().ToDictionary(MessageJson.Name, StringComparer.Ordinal);

    /// <summary>Empty is good.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out Quality quality)
    {
        quality = name.SequenceEqual("uncertain"u8) ? Quality.Uncertain : name.SequenceEqual("bad"u8) ? Quality.Bad : Quality.Good;
        return quality != Quality.Good || name.IsEmpty || name.SequenceEqual("good"u8);
    }

    /// <summary>Empty is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out QualityReason reason)
    {
        reason = QualityReason.None;
        return name.IsEmpty || s_reasons.TryGetValue(Encoding.UTF8.GetString(name), out reason);
    }
}
