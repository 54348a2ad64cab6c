namespace EdgeGuard.Core.Functions;

/// <summary>What a part of a window remembers of its samples.</summary>
internal enum Keep : byte
{
    /// <summary>Their mean over time.</summary>
    Mean,
    Least,
    Greatest,

    /// <summary>The value at the part's beginning.</summary>
    First,

    /// <summary>Mean value and mean moment of the samples themselves, for a fit.</summary>
    Samples,

    /// <summary>How many events were counted.</summary>
    Count,
}
