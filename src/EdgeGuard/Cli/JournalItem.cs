using System.Text;
using System.Text.Json.Serialization;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>One line of <c>journal --json</c>.</summary>
/// <param name="Clock">sync, holdover or unsynced: how far <paramref name="Utc"/> can be trusted.</param>
internal sealed record JournalItem(long Number, string Utc, string Clock, uint Boot, long Ms, string Kind, string Subject, string Text, string Hash)
{
    public static JournalItem Of(JournalLineReport report)
    {
        JournalLine line = JournalPayload.Read(Encoding.UTF8.GetBytes(report.Line))?.Line ?? new JournalLine(default, "?", "?", report.Line);
        return new JournalItem(
            report.Number, report.Utc, ClockWords.Of(report.Clock), line.At.Boot, (long)line.At.SinceBoot.TotalMilliseconds, line.Kind, line.Subject, line.Text, report.Hash);
    }
}

/// <summary><c>journal verify --json</c>.</summary>
/// <param name="Newest">Number and hash of the newest line that was read.</param>
/// <param name="Broken">Null: every line holds.</param>
/// <param name="Told">Lines that are missing, as the journal says itself.</param>
internal sealed record JournalVerdict(bool Holds, long First, long Lines, JournalHead Newest, BrokenLine? Broken, IReadOnlyList<ToldLoss> Told);

/// <param name="Why">hash, gap, order, previous, unreadable, head or truncated.</param>
internal sealed record BrokenLine(long Number, string Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<JournalItem>))]
[JsonSerializable(typeof(JournalVerdict))]
internal sealed partial class JournalJson : JsonSerializerContext;
