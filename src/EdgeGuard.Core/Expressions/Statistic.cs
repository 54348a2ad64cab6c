namespace EdgeGuard.Core.Expressions;

/// <summary>What a <see cref="StatisticTerm"/> tells of several values.</summary>
internal enum Statistic : byte
{
    Minimum,
    Maximum,
    Average,
    Median,

    /// <summary>Largest minus smallest.</summary>
    Spread,

    /// <summary>The n-th largest: at least n are there or above.</summary>
    Highest,

    /// <summary>The n-th smallest.</summary>
    Lowest,
}
