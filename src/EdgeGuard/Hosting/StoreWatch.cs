using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Looks after the store on a loop of its own, because each look may wait for the disk; what it saw last is told without waiting.</summary>
/// <param name="delivers">Whether there is a platform that waits for messages.</param>
/// <param name="time">Real time.</param>
internal sealed class StoreWatch(GatewayStore store, StoreConfig config, BootTime now, RoomClock clock, bool delivers, TimeProvider time)
{
    private const double DaysOfYear = 365.25;
    private const double BytesOfTb = 1e12;
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);

    /// <summary>What waits for less is on its way: telemetry is gathered for about a minute [our default].</summary>
    private static readonly TimeSpan s_underWay = TimeSpan.FromMinutes(2);

    private readonly WearRate _rate = new();
    private volatile StoreFigures _figures = new(0, config.BudgetBytes, null);

    public StoreFigures Figures => _figures with { Bytes = store.Stats.Bytes };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        do
        {
            await Task.Run(Look, cancellationToken).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    public void Look()
    {
        MonotonicTime moment = now.Now;
        StoreFigures before = _figures;
        StoreWear wear = store.Wear;
        (double BytesPerDay, double FlushesPerDay, TimeSpan Over)? rate = _rate.Add(wear);
        var next = before with
        {
            Bytes = store.Stats.Bytes,
            BytesPerDay = rate?.BytesPerDay,
            FlushesPerDay = rate?.FlushesPerDay,
            RateSeconds = rate?.Over.TotalSeconds,
            YearsLeft = rate is { BytesPerDay: > 0 } r
                ? Math.Max(0, (config.EnduranceTb * BytesOfTb) - wear.BytesWritten) / r.BytesPerDay / DaysOfYear : null,
        };
        try
        {
            MonotonicTime? begin = store.HistoryBegin();
            double? kept = begin is { } oldest ? Between(oldest, moment)?.TotalSeconds : null;
            double? waiting = delivers ? Waiting(moment) : null;
            next = next with
            {
                Segments = store.Segments,
                HistoryFrom = begin is { } first ? clock.Local(first) : null,
                HistoryClock = begin is { } of ? clock.Sync(of) : null,
                HistoryDays = kept / TimeSpan.FromDays(1).TotalSeconds,
                UndeliveredSeconds = waiting,
                UndeliveredPercent = waiting is 0 ? 0 : waiting / kept is { } share && double.IsFinite(share) ? Math.Min(1, share) * next.UsedPercent : null,
            };
        }
        catch (OutboxFaultException)
        {
            // The store's own fault is told as an alarm; what was seen before stands.
        }

        _figures = next;
    }

    /// <summary>Age of the oldest message that nobody has taken; null where no clock tells.</summary>
    private double? Waiting(MonotonicTime moment)
    {
        TimeSpan? longest = TimeSpan.Zero;
        foreach (Lane lane in (Lane[])[Lane.Alarm, Lane.Telemetry])
        {
            if (store.Peek(CommitLoop.PublishConsumer, lane, 1) is not [var oldest, ..])
                continue;
            TimeSpan? age = Between(oldest.Content.At, moment);
            longest = longest is null || age is null ? null : age > longest ? age : longest;
        }

        return longest < s_underWay ? 0 : longest?.TotalSeconds;
    }

    private TimeSpan? Between(MonotonicTime earlier, MonotonicTime later)
    {
        if (later.Since(earlier) is { } same)
            return same;
        (DateTimeOffset begin, ClockSync known) = clock.Clocks.Resolve(earlier);
        (DateTimeOffset end, ClockSync sync) = clock.Clocks.Resolve(later);
        TimeSpan between = end - begin;
        return known == ClockSync.Unsynced || sync == ClockSync.Unsynced || between < TimeSpan.Zero ? null : between;
    }
}
