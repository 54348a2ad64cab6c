using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Replay;

/// <summary>Rows of one device at one time, until they are handed on as its poll.</summary>
internal sealed class PollGather(int device)
{
    private Reading[] _readings = new Reading[8];
    private int _count;
    private bool _silent = true;

    public int Device => device;

    public bool IsEmpty => _count == 0;

    public void Add(in ReplayRow row, MonotonicTime at)
    {
        if (_count == _readings.Length)
            Array.Resize(ref _readings, 2 * _count);
        _readings[_count++] = row.At(at);
        _silent &= row.IsSilence;
    }

    /// <summary>A poll in which every value is missing for want of an answer has failed. Valid until the next <see cref="Add"/>.</summary>
    public PollInput Take(MonotonicTime at)
    {
        var poll = new PollInput(at, device, _readings.AsMemory(0, _count), _silent);
        (_count, _silent) = (0, true);
        return poll;
    }
}
