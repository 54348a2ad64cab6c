using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>How the store stands against its budget, its medium and the platform, as of at most a minute ago.</summary>
/// <param name="Bytes">Of all its files.</param>
/// <param name="Segments">Files of telemetry; null before the first look.</param>
internal sealed record StoreFigures(long Bytes, long BudgetBytes, int? Segments)
{
    /// <summary>When the oldest kept telemetry was told, local time of the room; null: there is none.</summary>
    public DateTimeOffset? HistoryFrom { get; init; }

    /// <summary>How far that time can be trusted.</summary>
    public ClockSync? HistoryClock { get; init; }

    /// <summary>Null where no clock tells how much time lies between.</summary>
    public double? HistoryDays { get; init; }

    /// <summary>How long the oldest message has waited for the platform; 0: none waits. Null: no platform is configured, or nobody can tell.</summary>
    public double? UndeliveredSeconds { get; init; }

    /// <summary>Of the budget, in %, about: from the age of what is undelivered and of what is kept.</summary>
    public double? UndeliveredPercent { get; init; }

    /// <summary>Null as long as too little was counted.</summary>
    public double? BytesPerDay { get; init; }

    public double? FlushesPerDay { get; init; }

    /// <summary>The rates are of so many seconds; less than a day: extrapolated.</summary>
    public double? RateSeconds { get; init; }

    /// <summary>What is left of the medium's rated endurance, in years at the present rate.</summary>
    public double? YearsLeft { get; init; }

    public double UsedPercent => BudgetBytes > 0 ? 100.0 * Bytes / BudgetBytes : 0;
}
