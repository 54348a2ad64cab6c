using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Replay;

/// <summary>
/// Turns kept telemetry back into polls. The store holds what changed; between two changes the value held, so every device
/// is polled at its own period with the values told last, and once more at every change. A new run of the gateway is a
/// restart: of the time between nothing is known.
/// </summary>
internal sealed class StoredPolls
{
    private readonly Replayer _replayer;
    private readonly PointNames _names;
    private readonly GatewayModel _model;
    private readonly int[] _deviceOf;
    private readonly ReplayRow?[] _held;
    private readonly long[] _next;
    private readonly PriorityQueue<int, (long, int)> _due = new();
    private readonly SortedSet<int> _changed = [];
    private readonly List<ReplayRow> _rows = [];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private uint? _boot;
    private long _shift;
    private long _time;
    private long _end;

    public StoredPolls(GatewayModel model, PointNames names, Replayer replayer)
    {
        (_model, _names, _replayer) = (model, names, replayer);
        _deviceOf = new int[model.Points.Count];
        Array.Fill(_deviceOf, -1);
        foreach (DeviceModel device in model.Devices)
        {
            foreach (PointId point in device.Points)
                _deviceOf[point.Index] = device.Index;
        }

        _held = new ReplayRow?[model.Points.Count];
        _next = new long[model.Devices.Count];
    }

    /// <summary>Points of the store that the configuration does not know.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Takes one message; they come in the order in which they were kept.</summary>
    /// <exception cref="JsonException">It is no telemetry.</exception>
    public void Take(OutboxMessage message, ClockMap clocks)
    {
        MonotonicTime at = message.Content.At;
        long time = clocks.Resolve(at).Utc.UtcTicks;
        if (at.Boot != _boot)
            Begin(at.Boot, clocks.Resolve(new MonotonicTime(at.Boot, TimeSpan.Zero)).Utc.UtcTicks);
        time += _shift;
        _rows.Clear();
        TelemetryBody.Read(message.Content.Body.Span, time, _names, _rows, name => _unknown.Add(name));
        // In the order in which they were read; buses take turns, so that it is not quite the order of time.
        foreach (ReplayRow row in _rows.OrderBy(static r => r.Time))
            Take(row);
        _end = Math.Max(_end, time);
    }

    public void End()
    {
        Change();
        Pass(_end);
    }

    /// <summary>A run whose clock was never set is placed behind the one before.</summary>
    /// <param name="start">UTC of its start, in ticks.</param>
    private void Begin(uint boot, long start)
    {
        bool first = _boot is null;
        _boot = boot;
        _shift = Math.Max(0, _end - start);
        if (first)
            return;
        End();
        _replayer.Restart(_end, new TimeSpan(start + _shift - _end), clean: false);
        Array.Clear(_held);
        _due.Clear();
        _time = 0;
    }

    private void Take(ReplayRow row)
    {
        int device = _deviceOf[row.Point.Index];
        if (device < 0)
            return; // the gateway finds it out again by itself
        long time = Math.Max(row.Time, _time);
        if (time != _time)
        {
            Change();
            Pass(time);
        }

        _time = time;
        _held[row.Point.Index] = row;
        _changed.Add(device);
    }

    /// <summary>Polls the devices that told something new.</summary>
    private void Change()
    {
        foreach (int device in _changed)
            Poll(device, _time);
        _changed.Clear();
    }

    /// <summary>The polls before a time at which nothing changed.</summary>
    private void Pass(long until)
    {
        while (_due.TryPeek(out int device, out (long At, int) due) && due.At < until)
        {
            _due.Dequeue();
            if (_next[device] == due.At)
                Poll(device, due.At);
        }
    }

    private void Poll(int device, long time)
    {
        foreach (PointId point in _model.Devices[device].Points)
        {
            if (_held[point.Index] is { } held)
                _replayer.Take(held with { Time = time });
        }

        _next[device] = time + _model.Devices[device].Poll.Ticks;
        _due.Enqueue(device, (_next[device], device));
    }
}
