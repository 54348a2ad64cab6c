using System.Device.Gpio;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>
/// The dry contacts of one device. Edges tell when something happened and every poll reads the lines as well, because edges
/// get lost. A reading is 1 in alarm and 0 at rest; a contact that changed more than once since the last poll has a
/// reading for each change.
/// </summary>
internal sealed class Contacts : IPointSource, IDisposable
{
    private readonly GpioController _controller;
    private readonly ContactLine[] _lines;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly ITimer _settled;
    private readonly long _origin;
    private MonotonicTime _last;

    /// <param name="controller">Owned from here on.</param>
    /// <param name="contacts">By point name, as configured.</param>
    /// <param name="point">Point name to point.</param>
    public Contacts(GpioController controller, IReadOnlyDictionary<string, ContactConfig> contacts, Func<string, PointId> point, TimeProvider time)
    {
        _controller = controller;
        _time = time;
        _origin = time.GetTimestamp();
        _lines = [.. contacts.OrderBy(c => c.Value.Line).Select(c => Line(c.Key, c.Value, point))];
        _settled = time.CreateTimer(static contacts => ((Contacts)contacts!).Changed?.Invoke(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A level has settled: the next poll should come now. Called from threads of its own; must not block.</summary>
    public Action? Changed { get; set; }

    public ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int failed = 0;
        string detail = "";
        foreach (ContactLine line in _lines)
        {
            try
            {
                Open(line);
                Sample(line);
                Report(line, batch);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Close(line);
                failed++;
                detail = e.Message;
                batch.AddBad(line.Point, QualityReason.CommFailure, detail);
                if (line.Changes is { } changes)
                    batch.AddBad(changes, QualityReason.CommFailure, detail);
            }
        }

        if (failed == _lines.Length && failed > 0)
            batch.Fail(QualityReason.CommFailure, detail);
        _last = batch.At;
        lock (_gate)
            ArmTimer();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _settled.Dispose();
        foreach (ContactLine line in _lines)
            Close(line);
        _controller.Dispose();
    }

    private static ContactLine Line(string name, ContactConfig contact, Func<string, PointId> point) =>
        new(point(name), contact.CountChanges ? point(name + ContactConfig.ChangesSuffix) : null, contact);

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    private void Open(ContactLine line)
    {
        if (_controller.IsPinOpen(line.Number))
            return;
        _controller.OpenPin(line.Number, line.Mode);
        _controller.RegisterCallbackForPinValueChangedEvent(line.Number, PinEventTypes.Rising | PinEventTypes.Falling, OnEdge);
    }

    /// <summary>Reads without the lock (the driver has its own), so an edge may overtake; then the edge is the newer news.</summary>
    private void Sample(ContactLine line)
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            int edges;
            lock (_gate)
                edges = line.Edges;
            bool high = _controller.Read(line.Number) == PinValue.High;
            lock (_gate)
            {
                if (edges != line.Edges && line.Debouncer.HasState)
                    continue;
                line.Debouncer.Sample(high, Now);
                return;
            }
        }
    }

    private void Report(ContactLine line, PollBatch batch)
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            bool told = false;
            while (line.Debouncer.TryTake(out SettledLevel settled))
            {
                MonotonicTime at = batch.At + (settled.At - now);
                batch.Add(Reading.Good(line.Point, line.Value(settled.High), at < _last ? _last : at));
                told = true;
            }

            double value = line.Value(line.Debouncer.Stable);
            if (line.Debouncer.IsRestless(now))
            {
                batch.Note($"GPIO line {line.Number} keeps bouncing");
                batch.Add(Reading.Uncertain(line.Point, value, QualityReason.SensorFault, batch.At));
            }
            else if (!told)
            {
                batch.Add(Reading.Good(line.Point, value, batch.At));
            }

            if (line.Changes is { } changes)
                batch.Add(Reading.Good(changes, line.Recent.Of(line.Debouncer.Changes, now), batch.At));
        }
    }

    private void Close(ContactLine line)
    {
        lock (_gate)
            line.Debouncer.Reset();
        if (!_controller.IsPinOpen(line.Number))
            return;
        try
        {
            _controller.UnregisterCallbackForPinValueChangedEvent(line.Number, OnEdge);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // It was never registered: opening the line failed half-way. What matters is that the line is given back.
        }

        _controller.ClosePin(line.Number);
    }

    private void OnEdge(object sender, PinValueChangedEventArgs edge)
    {
        bool settled;
        lock (_gate)
        {
            ContactLine? line = Array.Find(_lines, l => l.Number == edge.PinNumber);
            if (line is null)
                return;
            line.Edges++;
            TimeSpan age = edge is EdgeEventArgs stamped ? stamped.Age : TimeSpan.Zero;
            line.Debouncer.Edge(edge.ChangeType == PinEventTypes.Rising, Now - age);
            settled = line.Debouncer.HasPending;
            ArmTimer();
        }

        if (settled)
            Changed?.Invoke();
    }

    /// <summary>One timer for all lines, to the first moment at which one of them settles if nothing more happens.</summary>
    private void ArmTimer()
    {
        TimeSpan? first = null;
        foreach (ContactLine line in _lines)
        {
            if (line.Debouncer.SettlesAt is { } at && (first is null || at < first))
                first = at;
        }

        TimeSpan due = first - Now ?? Timeout.InfiniteTimeSpan;
        // Timers count whole milliseconds; one that came too early would only have to be set again.
        _settled.Change(first is null ? due : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(due.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}
