namespace EdgeGuard.Gateway.Replay;

/// <param name="Rows">Taken.</param>
/// <param name="Backward">Dropped: older than what the same point had said before.</param>
/// <param name="Late">Taken although another point had spoken of a later time: the file is not sorted by time.</param>
/// <param name="Transitions">Told.</param>
/// <param name="From">UTC of the earliest time, in ticks; <paramref name="Until"/> of the latest.</param>
internal readonly record struct ReplayCounts(long Rows, long Backward, long Late, long Transitions, long From, long Until);
