using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class AlarmActionsTests : IDisposable
{
    private const string Hot = "d.x.hot";
    private readonly ControlDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_shelved_alarm_is_hidden_with_author_reason_and_end_and_comes_back_by_itself()
    {
        _desk.Poll(35);

        ControlAnswer answer = await _desk.AskAsync(Shelve("1", 7200));

        Assert.Equal(0, answer.Exit);
        Assert.Equal("Shelved d.x.hot (hot) until 11-25 14:00 (2 h): not announced, judged all the same. It comes back by itself; earlier with edgeguard unshelve d.x.hot", answer.Message!.En);
        Assert.Equal("已搁置 d.x.hot（hot）至 11-25 14:00（2 小时）：不再告知，判断照常。到期自动恢复；提前恢复用 edgeguard unshelve d.x.hot", answer.Message.Zh);
        AlarmReport alarm = await _desk.AlarmAsync(Hot);
        Assert.Equal(("G", "B", false, true), (alarm.State, alarm.Phase, alarm.Announced, alarm.Active));
        Assert.Equal(new HidingReport("li", "noise", new DateTimeOffset(2026, 11, 25, 14, 0, 0, TimeSpan.FromHours(8)), 7200, false), alarm.Shelved);

        _desk.Advance(TimeSpan.FromHours(2));
        _desk.Tick();

        Assert.Equal("B", (await _desk.AlarmAsync(Hot)).State);
        Assert.Equal(["Begin", "Shelve li", "Unshelve"], _desk.Flags);
    }

    [Fact]
    public async Task An_alarm_can_be_shelved_by_its_name_before_it_comes_and_is_listed_all_the_same()
    {
        ControlAnswer answer = await _desk.AskAsync(new ControlRequest("shelve") { Key = Hot, Once = true, Why = "works on the roof" });

        Assert.Equal(0, answer.Exit);
        Assert.Contains("until its condition has gone, at the latest until 11-26 12:00 (1 d)", answer.Message!.En, StringComparison.Ordinal);
        AlarmReport alarm = await _desk.AlarmAsync(Hot);
        Assert.Equal(("G", "A", "0000000000"), (alarm.State, alarm.Phase, alarm.Serial));
        Assert.Equal(0, alarm.ForSeconds);
    }

    [Fact]
    public async Task Unshelving_says_whether_the_alarm_is_still_there()
    {
        _desk.Poll(35);
        await _desk.AskAsync(Shelve(Hot, 7200));

        ControlAnswer answer = await _desk.AskAsync(new ControlRequest("unshelve") { Key = Hot });
        ControlAnswer again = await _desk.AskAsync(new ControlRequest("unshelve") { Key = Hot });

        Assert.Equal((0, "Unshelved d.x.hot (hot); it is still active and is announced again."), (answer.Exit, answer.Message!.En));
        Assert.Equal((0, "d.x.hot (hot) is not shelved; nothing changed."), (again.Exit, again.Message!.En));
    }

    [Theory]
    [InlineData("d.y.smoke", 60, 4, "nobody may silence an alarm of this kind")]
    [InlineData("d.z.fire", 60, 4, "level 1 needs the word of a second person")]
    [InlineData(Hot, 86_401, 4, "may be shelved for 24 h in all, of which 1 d are left")]
    [InlineData(Hot, 1e300, 4, "may be shelved for 24 h in all")]
    [InlineData(Hot, 0, 4, "may be shelved for 24 h in all")]
    [InlineData("d.x.hto", 60, 1, "There is no alarm 'd.x.hto'. Did you mean d.x.hot?")]
    [InlineData("nonsense", 60, 1, "Its name is device.point.rule")]
    [InlineData("99", 60, 1, "No alarm stands under the serial 99 now.")]
    [InlineData("", 60, 1, "There is no alarm ''")]
    public async Task A_shelving_that_is_refused_says_why_and_what_to_do(string key, double seconds, int exit, string text)
    {
        ControlAnswer answer = await _desk.AskAsync(Shelve(key, seconds));

        Assert.Equal(exit, answer.Exit);
        Assert.Contains(text, answer.Message!.En, StringComparison.Ordinal);
        Assert.NotEqual(answer.Message.En, answer.Message.Zh);
        Assert.Empty(_desk.Flags);
        Assert.Equal(exit == 4 ? 1 : 0, _desk.Journal.Count(l => l.Kind == "refused" && l.Text.EndsWith(" li", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_hidden()
    {
        ControlAnswer none = await _desk.AskAsync(Shelve(Hot, 60) with { Why = " \n" });
        ControlAnswer much = await _desk.AskAsync(Shelve(Hot, 60) with { Why = new string('x', 201) });

        Assert.Equal((2, "Say why: --why TEXT"), (none.Exit, none.Message!.En));
        Assert.Equal(2, much.Exit);
        Assert.Empty(_desk.Flags);
    }

    [Fact]
    public async Task A_reason_cannot_move_a_cursor_or_fake_a_line()
    {
        await _desk.AskAsync(Shelve(Hot, 60) with { Why = "a\u001b[2Jb\nc" });

        Assert.Equal("a [2Jb c", (await _desk.AlarmAsync(Hot)).Shelved!.Why);
    }

    [Fact]
    public async Task The_last_hours_of_an_occurrence_are_all_that_is_left_to_shelve()
    {
        _desk.Poll(35);
        await _desk.AskAsync(Shelve(Hot, 20 * 3600));
        _desk.Advance(TimeSpan.FromHours(20));
        _desk.Tick();

        ControlAnswer answer = await _desk.AskAsync(Shelve(Hot, 5 * 3600));

        Assert.Equal(4, answer.Exit);
        Assert.Contains("of which 4 h are left", answer.Message!.En, StringComparison.Ordinal);
        Assert.Equal(0, (await _desk.AskAsync(Shelve(Hot, 4 * 3600))).Exit);
        _desk.Advance(TimeSpan.FromHours(4));
        _desk.Tick();
        Assert.Contains("was shelved for 24 h in all", (await _desk.AskAsync(Shelve(Hot, 60))).Message!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alarm_goes_out_of_service_and_back()
    {
        _desk.Poll(35);

        ControlAnswer gone = await _desk.AskAsync(new ControlRequest("service") { Action = "out", Key = "1", Why = "broken" });
        AlarmReport alarm = await _desk.AlarmAsync(Hot);
        ControlAnswer again = await _desk.AskAsync(new ControlRequest("service") { Action = "out", Key = "1", Why = "twice" });
        ControlAnswer back = await _desk.AskAsync(new ControlRequest("service") { Action = "in", Key = "1" });
        ControlAnswer twice = await _desk.AskAsync(new ControlRequest("service") { Action = "in", Key = "1" });

        Assert.Contains("out of service until a person puts it back", gone.Message!.En, StringComparison.Ordinal);
        Assert.Equal(("I", new HidingReport("li", "broken", null, null, false)), (alarm.State, alarm.OutOfService));
        Assert.Contains("was taken out of service by li until a person puts it back (broken); nothing changed", again.Message!.En, StringComparison.Ordinal);
        Assert.Equal("d.x.hot (hot) is back in service; it is still active and is announced again.", back.Message!.En);
        Assert.Equal("d.x.hot (hot) is in service; nothing changed.", twice.Message!.En);
        Assert.All((ControlAnswer[])[gone, again, back, twice], a => Assert.Equal(0, a.Exit));
    }

    [Fact]
    public async Task Maintenance_of_a_device_hides_its_alarms_but_not_smoke()
    {
        ControlAnswer answer = await _desk.AskAsync(On("d", 3600));
        _desk.Poll(35, 35);

        Assert.StartsWith("Maintenance of device d until 11-25 13:00 (1 h): its alarms are judged and listed, not announced", answer.Message!.En, StringComparison.Ordinal);
        AlarmReport alarm = await _desk.AlarmAsync(Hot);
        Assert.Equal(("H", "maintenance", "d"), (alarm.State, alarm.SuppressedBy, alarm.Maintenance?.Device));
        Assert.Equal("B", (await _desk.AlarmAsync("d.y.smoke")).State);

        ControlAnswer off = await _desk.AskAsync(new ControlRequest("maintenance") { Action = "off", Device = "d" });
        Assert.Equal("Maintenance of device d has ended; what is still active is announced again.", off.Message!.En);
        Assert.Equal("B", (await _desk.AlarmAsync(Hot)).State);
        Assert.Equal(2, _desk.Journal.Count(l => l.Kind == "maintenance"));
    }

    [Fact]
    public async Task The_room_is_called_by_its_name_or_by_none()
    {
        await _desk.AskAsync(On("room", 3600));
        ControlAnswer windows = await _desk.AskAsync(new ControlRequest("maintenance"));
        await _desk.AskAsync(On(null, 7200));
        ControlAnswer longer = await _desk.AskAsync(new ControlRequest("maintenance"));

        Assert.Equal(("li", "filter", 3600.0), (windows.Windows![0].By, windows.Windows[0].Why, windows.Windows[0].LeftSeconds));
        Assert.Null(windows.Windows[0].Device);
        Assert.Equal(7200, Assert.Single(longer.Windows!).LeftSeconds);
    }

    [Theory]
    [InlineData("c", 60, 1, "There is no device named 'c'. See edgeguard status")]
    [InlineData("d", 8 * 86_400, 4, "A maintenance window lasts 7 d at most")]
    [InlineData("d", 0, 4, "A maintenance window lasts 7 d at most")]
    public async Task A_window_that_cannot_be_opened_says_why(string device, double seconds, int exit, string text)
    {
        ControlAnswer answer = await _desk.AskAsync(On(device, seconds));

        Assert.Equal(exit, answer.Exit);
        Assert.Contains(text, answer.Message!.En, StringComparison.Ordinal);
        Assert.Empty((await _desk.AskAsync(new ControlRequest("maintenance"))).Windows!);
    }

    [Fact]
    public async Task Closing_what_is_not_open_or_does_not_exist_says_so()
    {
        ControlAnswer none = await _desk.AskAsync(new ControlRequest("maintenance") { Action = "off" });
        ControlAnswer unknown = await _desk.AskAsync(new ControlRequest("maintenance") { Action = "off", Device = "dd" });
        ControlAnswer action = await _desk.AskAsync(new ControlRequest("maintenance") { Action = "pause" });

        Assert.Equal((0, "There is no maintenance window for the room; nothing changed."), (none.Exit, none.Message!.En));
        Assert.Equal(1, unknown.Exit);
        Assert.Equal(2, action.Exit);
    }

    [Fact]
    public async Task A_consequence_names_its_cause_and_a_cause_its_forecast_and_its_place()
    {
        _desk.Poll(35);
        _desk.Advance(TimeSpan.FromSeconds(1));
        _desk.Poll(35, w: 35);

        AlarmReport cause = await _desk.AlarmAsync(Hot);
        AlarmReport consequence = await _desk.AlarmAsync("d.w.warm");

        Assert.Equal(("B", 90.0, "first", true), (cause.State, cause.Forecast, cause.FirstOut, cause.Announced));
        Assert.Equal(("H", "parent", "after", false), (consequence.State, consequence.SuppressedBy, consequence.FirstOut, consequence.Announced));
        Assert.Equal(new ParentReport(Hot, cause.Serial), consequence.Parent);
    }

    [Fact]
    public async Task A_clock_that_was_never_set_tells_the_time_left_alone()
    {
        _desk.Clocks.Set(new BootClock(1, DateTimeOffset.UnixEpoch, ClockSync.Unsynced));

        ControlAnswer answer = await _desk.AskAsync(Shelve(Hot, 7200));

        Assert.StartsWith("Shelved d.x.hot (hot) for 2 h:", answer.Message!.En, StringComparison.Ordinal);
        Assert.Equal((null, 7200.0), ((await _desk.AlarmAsync(Hot)).Shelved!.Until, (await _desk.AlarmAsync(Hot)).Shelved!.LeftSeconds));
    }

    private static ControlRequest Shelve(string key, double seconds) => new("shelve") { Key = key, ForSeconds = seconds, Why = "noise" };

    private static ControlRequest On(string? device, double seconds) => new("maintenance") { Action = "on", Device = device, ForSeconds = seconds, Why = "filter" };
}
