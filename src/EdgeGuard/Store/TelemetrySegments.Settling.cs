using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <content>Who has what. Marks are in memory until the next commit: what a crash loses of them is sent again under the same numbers.</content>
internal sealed partial class TelemetrySegments
{
    /// <summary>Numbers settled, or asked for again, that no commit holds yet.</summary>
    public long Unwritten { get; private set; }

    /// <param name="given">The newest number that was given.</param>
    public void Settle(string consumer, IReadOnlyList<Settlement> settlements, long given)
    {
        SettledSet settled = Ledger.Consumers[consumer];
        long before = settled.Count;
        foreach (Settlement settlement in Telemetry(settlements))
        {
            (long first, long last) = (Math.Max(settlement.Range.First, 1), Math.Min(settlement.Range.Last, given));
            if (settlement.Again) Ledger.SettleNoMore(consumer, first, last);
            else settled.Add(first, last);
        }

        Unwritten += Math.Abs(settled.Count - before);
    }

    /// <summary>The ranges rejected by a settlement that the consumer still waited for.</summary>
    public IEnumerable<(long First, long Last, string Reason)> Rejected(string consumer, IReadOnlyList<Settlement> settlements, long given) =>
        Telemetry(settlements).Where(static s => s is { Rejection: not null, Again: false }).SelectMany(s => Ledger.Consumers[consumer]
            .Open(Math.Max(s.Range.First, 1), Math.Min(s.Range.Last, given)).Select(range => (range.First, range.Last, s.Rejection!)));

    private static IEnumerable<Settlement> Telemetry(IReadOnlyList<Settlement> settlements) =>
        settlements.Where(static s => s.Stream == TelemetryBody.Stream);
}
