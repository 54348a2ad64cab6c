using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Tests.Replay;

namespace EdgeGuard.Gateway.Tests.Hosting;

/// <summary>The gateway's own points under the rules that ship.</summary>
public sealed class SelfMonitorTests
{
    private static readonly Words s_notice = new("alarms.db 已移到一旁", "alarms.db was put aside");

    private readonly GatewayModel _model;
    private readonly GatewayPipeline _pipeline;
    private readonly SelfMonitor _monitor;
    private SelfReading _now = new(null, null, ClockSync.Sync, 0, 0) { Store = new StoreFigures(1_000_000, 10_000_000, null) };

    public SelfMonitorTests()
    {
        var hardware = new Hardware(Bench.Folder);
        _model = GatewayModels.Of(GatewayConfiguration.Read(Bench.Folder, hardware), hardware);
        _pipeline = new GatewayPipeline(_model);
        _pipeline.AddSerials(1, 100);
        _monitor = new SelfMonitor(() => _now);
    }

    [Fact]
    public async Task A_notice_of_the_store_is_an_alarm_with_its_text_in_both_languages_until_a_person_resets_it()
    {
        _now = _now with { StoreNotices = [s_notice] };
        AlarmTransition begin = (await PollAsync(1)).Single();

        Assert.Equal(("gateway.storeNotice.store-notice", AlarmFlag.Begin), (begin.Alarm.Key, begin.Flag));
        Assert.Equal("alarms.db 已移到一旁 / alarms.db was put aside", begin.Detail);

        Assert.Empty(await PollAsync(599));
        Assert.Equal(AlarmFlag.Rtn, (await PollAsync(602)).Single().Flag);
        _pipeline.Apply(new AckInput(At(603), begin.State.Serial, null, "li"));
        Assert.Single(_pipeline.Standing());
        PipelineOutput reset = _pipeline.Apply(new AckInput(At(604), begin.State.Serial, null, "li", Reset: true));
        Assert.Equal(AlarmFlag.End, reset.Transitions.Single().Flag);
        Assert.Empty(await PollAsync(700));
    }

    [Fact]
    public async Task A_second_notice_brings_the_alarm_back()
    {
        _now = _now with { StoreNotices = [s_notice] };
        _ = await PollAsync(1);
        _ = await PollAsync(700);
        _now = _now with { StoreNotices = [s_notice, new Words("又一件", "another")] };

        AlarmTransition again = (await PollAsync(800)).Single();

        Assert.Equal((AlarmFlag.Retrigger, "又一件 / another"), (again.Flag, again.Detail));
    }

    [Fact]
    public async Task A_jump_of_the_clock_is_an_alarm_of_its_own()
    {
        _ = await PollAsync(1);
        _now = _now with { ClockJumps = [new Words("时钟", "the clock went")] };

        AlarmTransition begin = (await PollAsync(5)).Single();

        Assert.Equal(("gateway.clockJump.clock-jump", "时钟 / the clock went"), (begin.Alarm.Key, begin.Detail));
    }

    [Fact]
    public async Task A_store_filling_with_undelivered_data_rises_from_level_3_to_2()
    {
        _now = _now with { Store = _now.Store with { UndeliveredPercent = 75 } };
        _ = await PollAsync(1);
        AlarmTransition begin = (await PollAsync(62)).Single();
        _now = _now with { Store = _now.Store with { UndeliveredPercent = 95 } };
        _ = await PollAsync(63);
        AlarmTransition rise = (await PollAsync(124)).Single();

        Assert.Equal(("gateway.storeUndelivered.backlog", 3), (begin.Alarm.Key, begin.State.Level));
        Assert.Equal((AlarmFlag.Level, 2), (rise.Flag, rise.State.Level));
    }

    [Fact]
    public async Task A_medium_with_less_than_two_years_left_is_a_hint()
    {
        _now = _now with { Store = _now.Store with { YearsLeft = 1.5 } };
        _ = await PollAsync(1);
        AlarmTransition begin = (await PollAsync(3602)).Single();

        Assert.Equal(("gateway.storeYearsLeft.wear", 4), (begin.Alarm.Key, begin.State.Level));
    }

    [Fact]
    public async Task What_is_not_known_yet_is_no_fault_of_the_gateway()
    {
        for (int second = 1; second < 200; second += 2)
            Assert.Empty(await PollAsync(second));

        Assert.False(_pipeline.IsSilent(0));
        Assert.Equal(10, Value("storeUsed"));
        Assert.Null(Value("storeYearsLeft"));
        Assert.Equal(0, Value("data"));
    }

    private double? Value(string point) =>
        _model.Points.TryFind($"gateway.{point}", out PointInfo? info) && _pipeline[info.Id].Latest is { Quality: Quality.Good } reading ? reading.Value : null;

    private async Task<List<AlarmTransition>> PollAsync(double seconds)
    {
        DeviceModel device = _model.Devices[0];
        var batch = new PollBatch(device.Index, device.Points);
        batch.Begin(At(seconds));
        await _monitor.ReadAsync(batch, TestContext.Current.CancellationToken);
        return [.. _pipeline.Apply(new PollInput(At(seconds), device.Index, batch.ReadingMemory, batch.Failed, batch.Detail)).Transitions];
    }

    private static MonotonicTime At(double seconds) => new(1, TimeSpan.FromSeconds(seconds));
}
