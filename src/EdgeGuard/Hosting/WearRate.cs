using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What is written a day, from totals that only grow: of the last 24 h, or of as much of them as is known.</summary>
internal sealed class WearRate
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>Between two totals that are remembered; so the last 24 h are known to within it [our default].</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(10);

    /// <summary>A start writes more than a day does; a rate of less time would frighten people [our default].</summary>
    private static readonly TimeSpan s_least = TimeSpan.FromHours(1);

    private readonly Queue<StoreWear> _totals = new();
    private StoreWear? _newest;

    /// <returns>Null as long as too little was counted.</returns>
    public (double BytesPerDay, double FlushesPerDay, TimeSpan Over)? Add(StoreWear total)
    {
        if (_newest is null || total.Over - _newest.Over >= s_step)
        {
            _totals.Enqueue(total);
            _newest = total;
        }

        while (_totals.Count > 1 && total.Over - _totals.Peek().Over > s_day)
            _totals.Dequeue();
        StoreWear since = _totals.Peek();
        // Early in a run the runs before it tell more.
        if (total.Over - since.Over < s_least)
            since = new StoreWear(0, 0, TimeSpan.Zero);
        TimeSpan over = total.Over - since.Over;
        return over < s_least ? null : ((total.BytesWritten - since.BytesWritten) / over.TotalDays, (total.Flushes - since.Flushes) / over.TotalDays, over);
    }
}
