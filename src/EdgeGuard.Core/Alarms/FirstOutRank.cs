namespace EdgeGuard.Core.Alarms;

/// <summary>Place of an occurrence among its group (domain: section 4.1, rule 9).</summary>
public enum FirstOutRank : byte
{
    First,

    /// <summary>It cannot be told from the first: their samples overlap.</summary>
    Tie,

    After,
}
