using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// What an earlier run read after a moment, from its stored telemetry, as the polls it came from. Telemetry tells every change beyond its
/// deadband and nothing else, so between two tellings a poll brought what was told last.
/// </summary>
internal sealed class StoredReadings
{
    /// <summary>More than this is not lived through again [our default]: a snapshot so old says little, and the start must not wait.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    private readonly GatewayModel _model;
    private readonly MonotonicTime _after;
    private readonly IReadOnlyList<OutboxMessage> _messages;
    private readonly HeldDevice?[] _holders;
    private readonly HeldDevice[] _devices;

    /// <param name="messages">Oldest first, from so long before the moment that every point was told once.</param>
    public StoredReadings(GatewayModel model, MonotonicTime after, IReadOnlyList<OutboxMessage> messages)
    {
        (_model, _after, _messages) = (model, after, messages);
        Until = messages.Count > 0 && messages[^1].Content.At > after ? messages[^1].Content.At : after;
        _holders = new HeldDevice?[model.Points.Count];
        _devices = [.. model.Devices.Select(static d => new HeldDevice(d))];
        foreach (HeldDevice device in _devices)
        {
            foreach (PointId point in device.Model.Points)
                _holders[point.Index] = device;
        }
    }

    /// <summary>Up to when is known what was read.</summary>
    public MonotonicTime Until { get; }

    /// <summary>The time lived through again.</summary>
    public TimeSpan Span => Until.Since(_after) ?? TimeSpan.Zero;

    /// <summary>What the run of a snapshot stored after it; none where the disk cannot tell, for the room must be watched all the same.</summary>
    public static StoredReadings After(MonotonicTime snapshot, GatewayStore store, GatewayModel model)
    {
        TimeSpan told = snapshot.SinceBoot - model.Telemetry!.Refresh - model.Telemetry.Interval;
        MonotonicTime from = snapshot with { SinceBoot = told > TimeSpan.Zero ? told : TimeSpan.Zero };
        var messages = new List<OutboxMessage>();
        try
        {
            foreach (OutboxMessage message in store.TelemetrySince(from))
            {
                if (message.Content.At.Since(snapshot) > s_longest)
                    return new StoredReadings(model, snapshot, []);
                messages.Add(message);
            }
        }
        catch (OutboxFaultException)
        {
            // The store's own fault is told as an alarm.
            messages.Clear();
        }

        return new StoredReadings(model, snapshot, messages);
    }

    /// <summary>The polls in the order of their time; the readings of one are valid until the next is asked for.</summary>
    public IEnumerable<PollInput> Polls()
    {
        foreach (OutboxMessage message in _messages)
        {
            foreach ((MonotonicTime at, IReadOnlyList<Reading> changes) in Moments(message.Content))
            {
                foreach (PollInput held in HeldBefore(at))
                    yield return held;
                foreach (HeldDevice device in Take(at, changes))
                {
                    PollInput poll = device.Poll(at);
                    if (at > _after)
                        yield return poll;
                }
            }
        }

        // Of a poll at that very moment nobody knows whether the message came before it.
        foreach (PollInput held in HeldBefore(Until))
            yield return held;
    }

    /// <summary>The polls that fell due without anything new to tell.</summary>
    private IEnumerable<PollInput> HeldBefore(MonotonicTime moment)
    {
        while (_devices.MinBy(static d => d.Due) is { } next && next.Due < moment)
        {
            MonotonicTime due = next.Due;
            PollInput poll = next.Poll(due);
            if (due > _after)
                yield return poll;
        }
    }

    private List<HeldDevice> Take(MonotonicTime at, IReadOnlyList<Reading> changes)
    {
        var touched = new List<HeldDevice>();
        foreach (Reading reading in changes)
        {
            if (_holders[reading.Point.Index] is not { } device)
                continue;
            device.Take(reading);
            if (!touched.Contains(device))
                touched.Add(device);
        }

        return touched;
    }

    /// <summary>A message's readings by their time. One that cannot be read tells nothing; what it told is told again within the refresh.</summary>
    private IEnumerable<(MonotonicTime At, IReadOnlyList<Reading> Changes)> Moments(MessageDraft message)
    {
        var readings = new List<Reading>();
        try
        {
            var body = new TelemetryBody(message.Body.Span, message.At);
            while (body.Read())
            {
                if (_model.Points.TryFind(body.Point, out PointInfo? point))
                    readings.Add(body.As(point.Id));
            }
        }
        catch (JsonException)
        {
            return [];
        }

        return readings.GroupBy(static r => r.At).OrderBy(static g => g.Key).Select(static g => (g.Key, (IReadOnlyList<Reading>)[.. g]));
    }
}
