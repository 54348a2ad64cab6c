using System.Diagnostics.CodeAnalysis;

namespace EdgeGuard.Core.Alarms;

/// <summary>Where trackers put their transitions and take their serials; one for the whole pipeline, used by one thread.</summary>
public sealed class AlarmSink
{
    private readonly List<AlarmTransition> _transitions = [];
    private readonly List<WindowChange> _windows = [];
    private readonly Queue<(uint First, uint Count)> _blocks = new();
    private uint _next;
    private uint _left;

    public IReadOnlyList<AlarmTransition> Transitions => _transitions;

    public IReadOnlyList<WindowChange> Windows => _windows;

    /// <summary>What the device at hand last said of itself, for people; copied into its transitions.</summary>
    public string? Detail { get; set; }

    /// <summary>Serials that can be given before the store must reserve more.</summary>
    public long SerialsLeft { get; private set; }

    public void Clear()
    {
        _transitions.Clear();
        _windows.Clear();
        Detail = null;
    }

    public void Tell(AlarmTransition transition) => _transitions.Add(transition);

    public void Tell(WindowChange change) => _windows.Add(change);

    /// <summary>Numbers never given before, reserved by the store.</summary>
    public void AddSerials(uint first, uint count)
    {
        _blocks.Enqueue((first, count));
        SerialsLeft += count;
    }

    /// <summary>A new number for what the B-interface calls <paramref name="signalId"/>.</summary>
    public bool TryTakeSerial(string? signalId, [NotNullWhen(true)] out BOccurrence? b)
    {
        b = TryTakeSerial(out uint serial) ? new BOccurrence(serial, signalId) : null;
        return b is not null;
    }

    public bool TryTakeSerial(out uint serial)
    {
        if (_left == 0 && _blocks.TryDequeue(out (uint First, uint Count) block))
            (_next, _left) = block;
        if (_left == 0)
        {
            serial = 0;
            return false;
        }

        serial = _next++;
        _left--;
        SerialsLeft--;
        return true;
    }
}
