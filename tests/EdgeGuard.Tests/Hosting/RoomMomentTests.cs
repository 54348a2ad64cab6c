using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class RoomMomentTests
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.CreateCustomTimeZone("room", TimeSpan.FromHours(8), null, null);
    private static readonly DateTimeOffset s_now = new(2026, 11, 25, 20, 30, 15, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("2026-11-25", "2026-11-25T00:00:00+08:00")]
    [InlineData("2026-11-25 08:00", "2026-11-25T08:00:00+08:00")]
    [InlineData("2026-1-5 8:05:09.250", "2026-01-05T08:05:09.25+08:00")]
    [InlineData("2026-11-25T08:00:00", "2026-11-25T08:00:00+08:00")]
    [InlineData("2026-11-25T08:00:00Z", "2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25T08:00:00.500+02:00", "2026-11-25T06:00:00.5Z")]
    [InlineData("08:00", "2026-11-25T08:00:00+08:00")]
    [InlineData("today 08:00", "2026-11-25T08:00:00+08:00")]
    [InlineData("昨天 23:59:59", "2026-11-24T23:59:59+08:00")]
    [InlineData("yesterday", "2026-11-24T00:00:00+08:00")]
    [InlineData("now", "2026-11-25T20:30:15+08:00")]
    [InlineData("-2h", "2026-11-25T18:30:15+08:00")]
    [InlineData("-90s", "2026-11-25T20:28:45+08:00")]
    public void A_time_is_of_the_room_unless_it_says_otherwise(string text, string expected)
    {
        Assert.True(RoomMoment.TryParse(text, s_now, s_zone, out RoomMoment moment));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), moment.At);
        Assert.Equal(text is "now" || text.StartsWith('-'), moment.Relative);
    }

    [Theory]
    [InlineData("")]
    [InlineData("25.11.2026")]
    [InlineData("2026-13-01")]
    [InlineData("24:01")]
    [InlineData("today noon")]
    [InlineData("-2")]
    [InlineData("-9999999d")]
    [InlineData("2h")]
    public void What_is_no_time_is_not_understood(string text) => Assert.False(RoomMoment.TryParse(text, s_now, s_zone, out _));

    [Fact]
    public void A_span_finds_the_runs_that_were_going_on_at_its_ends()
    {
        var clocks = new ClockMap();
        clocks.Set(new BootClock(3, s_now.AddHours(-10), ClockSync.Sync));
        clocks.Set(new BootClock(4, DateTimeOffset.UnixEpoch, ClockSync.Unsynced));
        clocks.Set(new BootClock(5, s_now.AddHours(-1), ClockSync.Holdover));
        var clock = new RoomClock(clocks, s_zone);
        MonotonicTime now = new(5, TimeSpan.FromHours(1));

        Assert.Equal(
            new HistorySpan(At(3, 8), now, now), HistorySpan.Of(Moment("-2h"), null, now, clock));
        // The run whose clock was never set may lie before the end as well as after it.
        Assert.Equal(
            new HistorySpan(At(3, 0.5), At(3, 8), At(5, 0)), HistorySpan.Of(Moment("2026-11-25 11:00:15"), Moment("-2h"), now, clock));
        Assert.Equal(default, HistorySpan.Of(Moment("2020-01-01"), null, now, clock)!.From);
        Assert.Null(HistorySpan.Of(Moment("08:00"), Moment("07:00"), now, clock));
    }

    [Fact]
    public void While_the_clock_was_never_set_so_long_ago_is_counted_in_this_run_alone()
    {
        var clocks = new ClockMap();
        clocks.Set(new BootClock(1, s_now.AddHours(-10), ClockSync.Sync));
        clocks.Set(new BootClock(2, DateTimeOffset.UnixEpoch, ClockSync.Unsynced));
        var clock = new RoomClock(clocks, s_zone);
        MonotonicTime now = At(2, 3);
        DateTimeOffset local = clock.Local(now);

        Assert.Equal(At(2, 1), clock.Find(Parse("-2h", local), now));
        Assert.Equal(At(2, 0), clock.Find(Parse("-5h", local), now));
        Assert.Equal(At(1, 2), clock.Find(new RoomMoment(s_now.AddHours(-8), Relative: false), now));
    }

    private static RoomMoment Moment(string text) => Parse(text, s_now);

    private static RoomMoment Parse(string text, DateTimeOffset now) =>
        RoomMoment.TryParse(text, now, s_zone, out RoomMoment moment) ? moment : throw new FormatException(text);

    private static MonotonicTime At(uint boot, double hours) => new(boot, TimeSpan.FromHours(hours));
}
