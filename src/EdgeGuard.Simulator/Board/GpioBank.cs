using System.Device.Gpio;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Board;

/// <summary>
/// The lines of the virtual chip: which contacts are open, and who wants to hear of edges. Edges are told in their order,
/// one at a time, on the thread that made them (or on the one that is telling already), outside any lock.
/// </summary>
internal sealed class GpioBank
{
    public const int LineCount = 28;

    private readonly Lock _gate = new();
    private readonly bool[] _open = new bool[LineCount];
    private readonly bool[] _broken = new bool[LineCount];
    private readonly bool[] _alarm = new bool[LineCount];
    private readonly List<(int Line, bool High)> _driven = [];
    private readonly List<Subscription> _subscriptions = [];
    private readonly Dictionary<int, bool> _taken = [];
    private readonly Queue<(PinChangeEventHandler Handler, PinValueChangedEventArgs Edge)> _edges = new();
    private bool _telling;
    private int _lose;

    public GpioBank()
    {
        Array.Fill(_open, true);
        foreach (RoomContact contact in RoomContact.All)
            _open[contact.Line] = false;
    }

    /// <summary>No way to ground (contact in alarm, broken wire, nothing connected), which a pull-up turns into a high level.</summary>
    public bool IsOpen(int line)
    {
        lock (_gate)
            return _open[line];
    }

    /// <summary>An output is set to a level.</summary>
    public void Drive(int line, bool high)
    {
        lock (_gate)
            _driven.Add((line, high));
    }

    /// <summary>Every level an output was set to, in order.</summary>
    public IReadOnlyList<bool> Driven(int line)
    {
        lock (_gate)
            return [.. _driven.Where(d => d.Line == line).Select(d => d.High)];
    }

    /// <summary>Somebody holds the line, as an input or an output.</summary>
    public void Take(int line, bool output)
    {
        lock (_gate)
            _taken[line] = output;
    }

    public void GiveBack(int line)
    {
        lock (_gate)
            _taken.Remove(line);
    }

    public IReadOnlyList<VirtualLine> Survey()
    {
        lock (_gate)
        {
            return
            [
                .. Enumerable.Range(0, LineCount)
                    .Select(line => new VirtualLine(line, $"GPIO{line}", _taken.GetValueOrDefault(line), _taken.ContainsKey(line))),
            ];
        }
    }

    /// <param name="now">Asked inside the lock, so that of two threads the later one never brings the older news.</param>
    public void Update(Func<RoomState> now)
    {
        lock (_gate)
        {
            RoomState room = now();
            foreach (RoomContact contact in RoomContact.All)
            {
                _alarm[contact.Line] = contact.IsAlarm(room);
                Settle(contact.Line);
            }
        }

        Tell();
    }

    public void SetBroken(int line, bool broken)
    {
        lock (_gate)
        {
            _broken[line] = broken;
            Settle(line);
        }

        Tell();
    }

    /// <summary>The next <paramref name="count"/> edges change the level and are told to nobody.</summary>
    public void LoseEdges(int count)
    {
        lock (_gate)
            _lose = count;
    }

    public void Subscribe(int line, PinEventTypes types, PinChangeEventHandler handler)
    {
        lock (_gate)
            _subscriptions.Add(new Subscription(line, types, handler));
    }

    /// <summary>False: it was not subscribed.</summary>
    public bool Unsubscribe(int line, PinChangeEventHandler handler)
    {
        lock (_gate)
            return _subscriptions.RemoveAll(s => s.Line == line && s.Handler == handler) > 0;
    }

    private void Settle(int line)
    {
        bool open = _alarm[line] || _broken[line];
        if (open == _open[line])
            return;
        _open[line] = open;
        if (_lose > 0)
        {
            _lose--;
            return;
        }

        PinEventTypes type = open ? PinEventTypes.Rising : PinEventTypes.Falling;
        foreach (Subscription subscription in _subscriptions)
        {
            if (subscription.Line == line && (subscription.Types & type) != 0)
                _edges.Enqueue((subscription.Handler, new PinValueChangedEventArgs(type, line)));
        }
    }

    private void Tell()
    {
        lock (_gate)
        {
            if (_telling)
                return;
            _telling = true;
        }

        while (Next() is { } next)
        {
            try
            {
                next.Handler(this, next.Edge);
            }
            catch
            {
                lock (_gate)
                    _telling = false;
                throw;
            }
        }
    }

    private (PinChangeEventHandler Handler, PinValueChangedEventArgs Edge)? Next()
    {
        lock (_gate)
        {
            if (_edges.TryDequeue(out var next))
                return next;
            _telling = false;
            return null;
        }
    }

    private sealed record Subscription(int Line, PinEventTypes Types, PinChangeEventHandler Handler);
}
