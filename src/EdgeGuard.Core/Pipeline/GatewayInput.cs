using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What the pipeline takes in. Time arrives inside it.</summary>
public abstract record GatewayInput(MonotonicTime At);

/// <summary>One whole poll of one device, so that rules over several of its signals see them at once.</summary>
/// <param name="Device">Index in the model.</param>
/// <param name="Readings">In time order; a point may come twice (a pulse between two polls) or not at all.</param>
/// <param name="Failed">The device did not answer; every reading is bad.</param>
/// <param name="Detail">Why something is bad, for people.</param>
public sealed record PollInput(
    MonotonicTime At,
    int Device,
    ReadOnlyMemory<Reading> Readings,
    bool Failed = false,
    string? Detail = null) : GatewayInput(At)
{
    /// <summary>The device answers, and not one of its points is fed: what answers is not what is configured.</summary>
    /// <param name="points">How many points the device has.</param>
    internal bool IsUnfed(int points)
    {
        foreach (Reading reading in Readings.Span)
        {
            if (reading.Quality != Quality.Bad || reading.Reason != QualityReason.NotConfigured)
                return false;
        }

        return Readings.Length > 0 && Readings.Length >= points;
    }
}

/// <summary>Nothing but time, about once a second.</summary>
/// <param name="Wall">Local wall time, for timetables and ages; null while the clock was never set.</param>
public sealed record TickInput(MonotonicTime At, DateTimeOffset? Wall = null) : GatewayInput(At);

/// <summary>Wall time is synchronised, and was <paramref name="Utc"/> at this moment.</summary>
public sealed record ClockInput(MonotonicTime At, DateTimeOffset Utc) : GatewayInput(At);

/// <summary>The store had to begin anew: everything that must be kept is told again.</summary>
public sealed record RestateInput(MonotonicTime At) : GatewayInput(At);

/// <summary>Something for the journal that is no alarm: a link up or down, a rejected message, a new configuration, start and stop.</summary>
public sealed record NoteInput(MonotonicTime At, string Kind, string Subject, string Text) : GatewayInput(At);

/// <summary>Somebody wants an output written.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Value">Null: the other state of what has two.</param>
public sealed record OperateInput(MonotonicTime At, string Operation, int? Value, string By) : GatewayInput(At);

/// <summary>What became of a writing.</summary>
/// <param name="Fault">Why it is not known to have been done; null: it was read back.</param>
/// <param name="Unchanged">It was so already, and nothing was written.</param>
public sealed record OperatedInput(MonotonicTime At, OutputWrite Write, Words? Fault, bool Unchanged = false) : GatewayInput(At);

/// <summary>The platform can be reached, or not any more.</summary>
public sealed record LinkInput(MonotonicTime At, bool Connected) : GatewayInput(At);
