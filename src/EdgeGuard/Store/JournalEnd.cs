namespace EdgeGuard.Gateway.Store;

/// <summary>How far a journal was acknowledged: everything before <paramref name="Offset"/> under this mark.</summary>
internal readonly record struct JournalEnd(JournalMark Mark, long Offset);
