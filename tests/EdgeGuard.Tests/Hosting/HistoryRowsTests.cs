using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class HistoryRowsTests
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(100);
    private static readonly DateTimeOffset s_noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);
    private readonly ClockMap _clocks = new();
    private readonly RoomClock _clock;

    public HistoryRowsTests()
    {
        _clock = new RoomClock(_clocks, TimeZoneInfo.CreateCustomTimeZone("room", TimeSpan.FromHours(8), null, null));
        _clocks.Set(new BootClock(1, s_noon, ClockSync.Sync));
        _clocks.Set(new BootClock(2, s_noon.AddSeconds(1000), ClockSync.Sync));
    }

    [Fact]
    public void A_row_is_a_reading_and_the_first_is_what_was_in_force_at_the_begin()
    {
        HistoryRow[] rows = Rows(Span(50, 200), null, [Good(1, 10, 1), Good(1, 45, 2), Good(1, 60, 3), Bad(1, 120), Good(1, 250, 9)]);

        Assert.Equal([2, 3, null], rows.Select(static r => r.Value));
        Assert.Equal([true, false, false], rows.Select(static r => r.Held));
        Assert.Equal(("bad", "commFailure"), (rows[2].Quality, rows[2].Reason));
        Assert.Equal(s_noon.AddSeconds(60).ToOffset(TimeSpan.FromHours(8)), rows[1].At);
        Assert.Equal(TimeSpan.FromHours(8), rows[1].At.Offset);
    }

    [Fact]
    public void What_was_told_too_long_before_the_begin_is_not_in_force() =>
        Assert.Empty(Rows(Span(500, 550), null, [Good(1, 10, 1)]));

    [Fact]
    public void A_silence_longer_than_the_refresh_and_a_restart_are_gaps()
    {
        HistoryRow[] rows = Rows(
            new HistorySpan(At(1, 0), At(2, 400), At(2, 400)), null, [Good(1, 0, 1), Good(1, 90, 1), Good(1, 300, 2), Good(2, 5, 3), Good(2, 100, 3)]);

        Assert.Equal([null, null, "silence", null, "restart", null, null, "silence"], rows.Select(static r => r.Gap));
        Assert.Equal((s_noon.AddSeconds(90), s_noon.AddSeconds(300)), (rows[2].At, rows[2].Until));
        Assert.Equal((s_noon.AddSeconds(300), s_noon.AddSeconds(1005)), (rows[4].At, rows[4].Until));
        Assert.Equal((s_noon.AddSeconds(1100), s_noon.AddSeconds(1400)), (rows[7].At, rows[7].Until));
    }

    [Fact]
    public void A_run_whose_clock_was_never_set_is_marked()
    {
        _clocks.Set(new BootClock(2, DateTimeOffset.UnixEpoch, ClockSync.Unsynced));

        HistoryRow[] rows = Rows(new HistorySpan(At(1, 0), At(2, 60), At(2, 60)), null, [Good(1, 10, 1), Good(2, 5, 2)]);

        Assert.Equal([ClockSync.Sync, ClockSync.Sync, ClockSync.Unsynced], rows.Select(static r => r.Clock));
        Assert.Equal(ClockSync.Unsynced, rows[1].UntilClock);
    }

    [Fact]
    public void Every_minute_has_its_least_greatest_and_the_mean_over_time()
    {
        // 10 holds from before the begin until 30, then 20 until 90, then 40.
        HistoryRow[] rows = Rows(Span(0, 180), TimeSpan.FromSeconds(60), [Good(1, 0, 10), Good(1, 30, 20), Good(1, 90, 40)]);

        Assert.Equal([(15.0, 10.0, 20.0, 2), (30.0, 20.0, 40.0, 1), (40.0, 40.0, 40.0, 0)], rows.Select(static r => (r.Value!.Value, r.Min!.Value, r.Max!.Value, r.Count!.Value)));
        Assert.Equal([0, 60, 120], rows.Select(static r => (r.At - s_noon).TotalSeconds));
    }

    [Fact]
    public void A_time_that_was_bad_in_part_says_so_and_its_mean_is_of_the_rest()
    {
        HistoryRow[] rows = Rows(Span(0, 180), TimeSpan.FromSeconds(60), [Good(1, 0, 10), Bad(1, 30), Good(1, 150, 30)]);

        // The 120 s between two readings are more than the refresh.
        Assert.Equal([(10.0, "uncertain", null), (null, null, "silence"), (30.0, "good", null)], rows.Select(static r => (r.Value, r.Quality, r.Gap)));

        rows = Rows(Span(0, 180), TimeSpan.FromSeconds(60), [Good(1, 0, 10), Bad(1, 30), Bad(1, 90), Good(1, 150, 30)]);
        Assert.Equal([(10.0, "uncertain"), (null, "bad"), (30.0, "uncertain")], rows.Select(static r => (r.Value, r.Quality!)));
    }

    [Fact]
    public void Rows_stand_on_the_rooms_clock_also_where_the_run_began_between_two()
    {
        _clocks.Set(new BootClock(1, s_noon.AddSeconds(50), ClockSync.Sync));

        HistoryRow[] rows = Rows(Span(0, 40), TimeSpan.FromSeconds(60), [Good(1, 0, 1), Good(1, 20, 2)]);

        Assert.Equal([0, 60], rows.Select(static r => (r.At - s_noon).TotalSeconds));
        Assert.Equal([1, 1.6666666666666667], rows.Select(static r => r.Value!.Value));
    }

    [Fact]
    public void The_summary_is_of_all_of_it()
    {
        var rows = new HistoryRows(_clock, Span(0, 100), s_refresh, null);
        _ = rows.Of([Good(1, 0, 10), Good(1, 50, 20), Bad(1, 75)]).Count();

        Assert.Equal(new HistorySummary(3, 1, 0, 10, 1000.0 / 75, 20), rows.Summary);
    }

    [Fact]
    public void Rows_come_while_the_readings_are_read()
    {
        int read = 0;
        var rows = new HistoryRows(_clock, new HistorySpan(At(1, 0), At(1, 1e9), At(1, 1e9)), s_refresh, null);

        Assert.Equal(10, rows.Of(Endless()).Take(10).Count());
        Assert.InRange(read, 10, 11);

        IEnumerable<StoredReading> Endless()
        {
            while (true)
                yield return Good(1, read++, 1);
        }
    }

    private HistoryRow[] Rows(HistorySpan span, TimeSpan? every, IEnumerable<StoredReading> readings) =>
        [.. new HistoryRows(_clock, span, s_refresh, every).Of(readings)];

    private static HistorySpan Span(double from, double to) => new(At(1, from), At(1, to), At(1, to));

    private static StoredReading Good(uint boot, double seconds, double value) => new(At(boot, seconds), value, Quality.Good, QualityReason.None);

    private static StoredReading Bad(uint boot, double seconds) => new(At(boot, seconds), double.NaN, Quality.Bad, QualityReason.CommFailure);

    private static MonotonicTime At(uint boot, double seconds) => new(boot, TimeSpan.FromSeconds(seconds));
}
