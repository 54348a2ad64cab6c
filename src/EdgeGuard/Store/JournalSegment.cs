using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>A part of the journal that is complete.</summary>
/// <param name="First">Number of its first line, the anchor.</param>
/// <param name="Closed">When the next one was begun: nothing in it is newer.</param>
internal readonly record struct JournalSegment(long First, long Bytes, MonotonicTime Closed);
