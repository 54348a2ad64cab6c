using System.Buffers;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>
/// What one poll of one device brought. Made once a device and used again for every poll; room for the readings is borrowed from
/// <see cref="Begin"/> to <see cref="End"/>, for of many devices few are polled at a time.
/// </summary>
internal sealed class PollBatch
{
    private readonly PointId[] _points;
    private Reading[] _readings = [];
    private volatile DeviceFacts? _facts;

    /// <param name="device">The device's index in the gateway's list of devices.</param>
    /// <param name="points">All points of the device; a failed poll makes each of them bad. An array is kept as it is.</param>
    public PollBatch(int device, IEnumerable<PointId> points)
    {
        Device = device;
        _points = points as PointId[] ?? [.. points];
    }

    public int Device { get; }

    public ReadOnlySpan<PointId> Points => _points;

    /// <summary>When the poll began.</summary>
    public MonotonicTime At { get; private set; }

    public int Count { get; private set; }

    /// <summary>Mostly one a point; a point that changed twice since the last poll has several, in the order of their times.</summary>
    public ReadOnlySpan<Reading> Readings => _readings.AsSpan(0, Count);

    /// <summary>The same, to be handed on; valid until <see cref="End"/>.</summary>
    public ReadOnlyMemory<Reading> ReadingMemory => _readings.AsMemory(0, Count);

    /// <summary>Why the poll, or a part of it, failed; for people. The first cause of a poll is kept.</summary>
    public string? Detail { get; private set; }

    /// <summary>The device did not answer this poll. The communication alarm and the back-off count these.</summary>
    public bool Failed { get; private set; }

    /// <summary>What the source knows beside readings, from poll to poll; any thread may look. Null: nothing yet.</summary>
    public DeviceFacts? Facts
    {
        get => _facts;
        set => _facts = value;
    }

    /// <summary>Empties the batch for the next poll. Called by the bus loop, before the source.</summary>
    public void Begin(MonotonicTime at)
    {
        At = at;
        Count = 0;
        Detail = null;
        Failed = false;
    }

    /// <summary>The poll was judged: nobody reads its readings any more.</summary>
    public void End()
    {
        Count = 0;
        GiveBack();
        _readings = [];
    }

    public void Add(Reading reading)
    {
        if (Count == _readings.Length)
            Grow();
        _readings[Count++] = reading;
    }

    private void Grow()
    {
        Reading[] more = ArrayPool<Reading>.Shared.Rent(Math.Max(4, Math.Max(_points.Length, 2 * Count)));
        _readings.CopyTo(more, 0);
        GiveBack();
        _readings = more;
    }

    private void GiveBack()
    {
        if (_readings.Length > 0)
            ArrayPool<Reading>.Shared.Return(_readings);
    }

    /// <summary>Adds a <see cref="Detail"/> without a failure.</summary>
    public void Note(string detail) => Detail ??= detail;

    /// <summary>One point has no value although the device answers.</summary>
    public void AddBad(PointId point, QualityReason reason, string detail)
    {
        Note(detail);
        Add(Reading.Bad(point, reason, At));
    }

    /// <summary>What answers is not the device that is configured: nothing it says is taken for a reading.</summary>
    public void Refuse(string detail)
    {
        Count = 0;
        Detail = detail;
        foreach (PointId point in _points)
            Add(Reading.Bad(point, QualityReason.NotConfigured, At));
    }

    /// <summary>The device did not answer: forgets what was added and makes every point bad, once.</summary>
    public void Fail(QualityReason reason, string detail)
    {
        Count = 0;
        Detail = detail;
        Failed = true;
        foreach (PointId point in _points)
            Add(Reading.Bad(point, reason, At));
    }
}
