namespace EdgeGuard.Gateway.Acquisition;

/// <summary>
/// Counts what the requests to one device came to, and keeps the times of the latest answers; counting allocates nothing.
/// Counted by the device's bus, read from any thread.
/// </summary>
internal sealed class AnswerTally
{
    /// <summary>Answers whose times are kept: enough for a p95, and old ones are soon forgotten [our default].</summary>
    private const int Kept = 64;

    private const long TicksPerStep = TimeSpan.TicksPerMillisecond / 10;

    private readonly Lock _lock = new();
    private readonly ushort[] _steps = new ushort[Kept];
    private long _answers;
    private long _refused;
    private long _timeouts;
    private long _crc;
    private long _errors;

    /// <summary>The longest that the next answer may take; null: as long as the device is given. Any answer ends it. Used by the bus alone.</summary>
    public TimeSpan? Patience { get; set; }

    public void Answered(TimeSpan time, bool refused)
    {
        lock (_lock)
        {
            _steps[_answers++ % Kept] = (ushort)Math.Clamp(time.Ticks / TicksPerStep, 0, ushort.MaxValue);
            _refused += refused ? 1 : 0;
        }

        Patience = null;
    }

    public void Failed(AnswerFault fault)
    {
        lock (_lock)
        {
            _timeouts += fault == AnswerFault.Timeout ? 1 : 0;
            _crc += fault == AnswerFault.Crc ? 1 : 0;
            _errors += fault == AnswerFault.Other ? 1 : 0;
        }
    }

    public AnswerFigures Figures()
    {
        lock (_lock)
        {
            Span<ushort> times = stackalloc ushort[Kept];
            times = times[..(int)Math.Min(Kept, _answers)];
            _steps.AsSpan(0, times.Length).CopyTo(times);
            times.Sort();
            return new AnswerFigures(_answers - _refused, _timeouts, _crc, _refused, _errors, Rank(times, 50), Rank(times, 95));
        }
    }

    /// <summary>The nearest rank: the least time that so many of a hundred did not exceed.</summary>
    private static TimeSpan? Rank(ReadOnlySpan<ushort> times, int percent) =>
        times.IsEmpty ? null : TimeSpan.FromTicks(times[(times.Length * percent + 99) / 100 - 1] * TicksPerStep);
}
