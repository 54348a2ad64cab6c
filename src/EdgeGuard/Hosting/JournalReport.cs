using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Replay;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Some lines of the journal.</summary>
/// <param name="Head">The newest line at that moment.</param>
/// <param name="First">Number of the oldest line that is kept; 0 where the newest were asked for.</param>
internal sealed record JournalReport(JournalHead Head, long First, IReadOnlyList<JournalLineReport> Lines)
{
    public static JournalReport Of(JournalPage page, ClockMap clocks) =>
        new(page.Head, page.First, [.. page.Entries.Select(entry => JournalLineReport.Of(entry, JournalPayload.Read(entry.Payload), clocks))]);

    public static JournalReport Of(JournalHead head, IReadOnlyList<(JournalEntry Entry, JournalPayload Payload)> newest, ClockMap clocks) =>
        new(head, 0, [.. newest.Select(found => JournalLineReport.Of(found.Entry, found.Payload, clocks))]);
}

/// <param name="Line">The payload: the exact text that is hashed.</param>
/// <param name="Hash">In hexadecimal digits.</param>
/// <param name="Utc">Wall time as far as it is known now; no part of the chain.</param>
internal sealed record JournalLineReport(long Number, string Line, string Hash, string Utc, ClockSync Clock)
{
    public static JournalLineReport Of(JournalEntry entry, JournalPayload? payload, ClockMap clocks)
    {
        (DateTimeOffset utc, ClockSync sync) = payload is null ? (DateTimeOffset.UnixEpoch, ClockSync.Unsynced) : clocks.Resolve(payload.Line.At);
        return new JournalLineReport(
            entry.Number, Encoding.UTF8.GetString(entry.Payload.Span), JournalChain.Hex(entry.Hash.Span), UtcText.Of(utc.UtcTicks), sync);
    }

    public JournalEntry Entry() => new(Number, Encoding.UTF8.GetBytes(Line), JournalChain.Parse(Hash) ?? []);
}
