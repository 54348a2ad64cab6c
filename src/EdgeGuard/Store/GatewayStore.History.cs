using System.Text;
using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <content>Telemetry of the past, as long as the budget has room for it.</content>
internal sealed partial class GatewayStore
{
    private const string HistoryStream = "t";

    /// <summary>Messages read in one turn, at most about 1.6 MB; the store is free for others between two turns.</summary>
    private const int HistoryTurn = 32;

    /// <summary>
    /// Every kept telemetry message that can hold a reading of a span of time, which may reach over several runs; oldest first. Readings
    /// are older than their message: the first one made at or after <paramref name="to"/> is the last.
    /// </summary>
    /// <remarks>Lazy: reads as it goes, in turns with whoever else uses the store, and passes over what the budget drops meanwhile.</remarks>
    /// <exception cref="OutboxFaultException">While it is read: the medium fails.</exception>
    public IEnumerable<OutboxMessage> History(MonotonicTime from, MonotonicTime to)
    {
        long position = OfHistory(segments => segments.PositionAt(from));
        while (OfHistory(segments => segments.From(position, HistoryTurn)) is { Count: > 0 } turn)
        {
            foreach ((_, OutboxMessage message) in turn)
            {
                if (message.Content.At.Boot > to.Boot) yield break;
                if (message.Content.Stream == HistoryStream) yield return message;
                if (message.Content.At >= to) yield break;
            }

            position = turn[^1].Position + 1;
        }
    }

    /// <summary>What the run of a snapshot stored after the snapshot's moment.</summary>
    public IEnumerable<OutboxMessage> TelemetrySince(MonotonicTime snapshot) => History(snapshot, snapshot with { SinceBoot = TimeSpan.MaxValue });

    /// <summary>The kept values of a point in a span of time, which may reach over several runs; oldest first.</summary>
    /// <remarks>As lazy as <see cref="History"/>: every pull may wait for the disk.</remarks>
    /// <exception cref="OutboxFaultException">While it is read: the medium fails.</exception>
    public IEnumerable<StoredReading> Readings(string point, MonotonicTime from, MonotonicTime to)
    {
        byte[] name = Encoding.UTF8.GetBytes(point);
        foreach (OutboxMessage message in History(from, to))
        {
            foreach (StoredReading reading in Of(message.Content, name))
            {
                if (reading.At >= from && reading.At < to) yield return reading;
            }
        }
    }

    /// <summary>When the oldest kept telemetry was told; null when there is none.</summary>
    /// <exception cref="OutboxFaultException">The medium fails.</exception>
    public MonotonicTime? HistoryBegin() => History(default, new MonotonicTime(uint.MaxValue, TimeSpan.MaxValue)).FirstOrDefault()?.Content.At;

    /// <summary>Files of telemetry.</summary>
    public int Segments => Locked(() => _telemetry.Segments);

    private static List<StoredReading> Of(MessageDraft message, byte[] point)
    {
        var found = new List<StoredReading>();
        try
        {
            var body = new TelemetryBody(message.Body.Span, message.At);
            while (body.Read())
            {
                if (body.Point.SequenceEqual(point)) found.Add(new StoredReading(body.At, body.Value, body.Quality, body.Reason));
            }
        }
        catch (JsonException)
        {
            // A message that cannot be read tells nothing; the ones around it do.
        }

        return found;
    }

    private T OfHistory<T>(Func<TelemetrySegments, T> ask) => Locked(() =>
    {
        ThrowIf(_telemetry.Fault);
        return OfTelemetry(ask);
    });
}
