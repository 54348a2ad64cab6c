using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class BlackBoxTests : IDisposable
{
    private static readonly DateTimeOffset s_begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly GatewayStore _store = GatewayStore.Open(new MemoryFolder(), new StoreConfig(), TimeProvider.System, null);
    private readonly ClockMap _clocks = new();
    private readonly BlackBox _box;

    public BlackBoxTests()
    {
        _clocks.Set(new BootClock(_store.Boot, s_begin, ClockSync.Sync));
        _box = new BlackBox(RecordedRun.Model, _store, _clocks, TimeZoneInfo.CreateCustomTimeZone("room", TimeSpan.FromHours(8), "room", "room"));
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void An_alarm_that_ended_shows_what_its_device_did_from_5_minutes_before_to_5_after()
    {
        var run = new RecordedRun(_store);
        run.Live(0, 1000, static t => t is >= 400 and < 700 ? 60 : 20 + (t / 100));

        TraceReport trace = _box.Answer(SerialOf(run), null).Trace!;

        Assert.Equal((AlarmBody.Serial(SerialOf(run)), "d.x.high", 300.0, false), (trace.Serial, trace.Key, trace.Known, trace.Cut));
        Assert.Equal(s_begin.AddSeconds(400), trace.Onset);
        Assert.Equal(TimeSpan.FromHours(8), trace.Onset.Offset);
        Assert.Equal(s_begin.AddSeconds(700), trace.Ended);
        Assert.Equal(["d.x", "d.comm", "d.data", "d.y"], trace.Points.Select(static p => p.Name));
        Assert.Equal(trace.Readings.Select(static r => r.Seconds).Order(), trace.Readings.Select(static r => r.Seconds));
        List<TraceReading> x = [.. trace.Readings.Where(static r => r.Point == 0)];
        Assert.Equal([21, 22, 23, 60, 27], Told(x).Select(static r => r.Value!.Value));
        Assert.Equal([-200, -100, 0, 300], Told(x).Skip(1).Select(static r => r.Seconds));
        Assert.InRange(x[0].Seconds, -300 - 120 - 2, -300);
    }

    [Fact]
    public void A_standing_alarm_is_traced_as_far_as_values_are_known_with_the_points_its_rule_reads()
    {
        var run = new RecordedRun(_store);
        run.Live(0, 450, static t => t >= 400 ? 60 : 20);
        (AlarmDefinition alarm, AlarmState state) = run.Pipeline.Standing().Single();
        AlarmOccurrence standing = AlarmOccurrence.Of(alarm, state) with { Related = ["e.z", "gone.point"] };

        TraceReport trace = _box.Answer(state.Serial, standing).Trace!;

        Assert.Null(trace.Ended);
        Assert.InRange(trace.Known, 35, 50);
        Assert.Equal(["d.x", "e.z", "gone.point"], trace.Points.Take(3).Select(static p => p.Name));
        Assert.Contains(trace.Readings, static r => r.Point == 1);
        Assert.DoesNotContain(trace.Readings, static r => r.Point == 2);
    }

    [Fact]
    public void Its_story_is_told_from_the_journal_with_who_did_what_and_nothing_of_other_alarms()
    {
        var run = new RecordedRun(_store);
        run.Live(0, 420, static t => t >= 400 ? 60 : 20);
        uint serial = run.Pipeline.Standing().Single().State.Serial;
        Do(new ShelveInput(run.At(421), "d.x.high", TimeSpan.FromHours(1), false, "li", "noise, twice"));
        Do(new UnshelveInput(run.At(430), "d.x.high", "wang"));
        Do(new AckInput(run.At(440), serial, null, "li"));
        Do(new MaintenanceInput(run.At(450), "e", TimeSpan.FromHours(1), "wang", "other device"));
        Do(new MaintenanceInput(run.At(455), "d", TimeSpan.FromHours(1), "wang", "new filter"));
        Do(new NoteInput(run.At(460), "clock", "clock", "Clock stepped by +3.000 s"));
        Do(new NoteInput(run.At(461), "link", "broker", "not connected"));
        run.Live(470, 480, static _ => 60);
        run.Live(480, 700, static t => t > 600 ? 60 : 20);

        TraceReport trace = _box.Answer(serial, null).Trace!;

        Assert.False(trace.EventsCut);
        Assert.Equal(
            ["alarm BEGIN ", "action SHELVE li", "action UNSHELVE wang", "action ACK li", "action maintenance wang", "gateway clock ", "clear END "],
            trace.Events.Where(static e => e.What != "SUPPRESS").Select(static e => $"{e.Kind} {e.What} {e.By}"));
        Assert.Contains("(noise, twice)", trace.Events[1].Text, StringComparison.Ordinal);
        Assert.Equal(s_begin.AddSeconds(440), trace.Events.Single(static e => e.What == "ACK").At);

        void Do(GatewayInput input) => _store.Append(run.Pipeline.Apply(input).ToBatch());
    }

    [Fact]
    public void It_reaches_back_into_the_run_before_where_the_clocks_of_both_are_set()
    {
        new RecordedRun(_store).Live(0, 350, static t => 20 + (t / 100));
        uint next = _store.Boot + 1;
        var run = new RecordedRun(_store, next);
        run.Live(0, 200, static t => t >= 60 ? 60 : 30);
        (AlarmDefinition alarm, AlarmState state) = run.Pipeline.Standing().Single();
        AlarmOccurrence standing = AlarmOccurrence.Of(alarm, state);

        // The second run began 360 s after the first.
        _clocks.Set(new BootClock(next, s_begin.AddSeconds(360), ClockSync.Sync));
        List<TraceReading> both = X(_box.Read(standing));
        _clocks.Set(new BootClock(next, s_begin.AddSeconds(360), ClockSync.Unsynced));
        List<TraceReading> own = X(_box.Read(standing));

        Assert.Equal([21, 22, 23, 30, 60], Told(both).Select(static r => r.Value!.Value));
        Assert.Equal([-220, -120, -60, 0], Told(both).Skip(1).Select(static r => r.Seconds));
        Assert.Equal([30, 60], Told(own).Select(static r => r.Value!.Value));

        static List<TraceReading> X(TraceReport trace) => [.. trace.Readings.Where(static r => r.Point == 0)];
    }

    [Fact]
    public void A_serial_that_is_not_known_is_told_so_and_one_whose_history_is_gone_has_its_begin_and_end()
    {
        Assert.Equal(1, _box.Answer(99, null).Exit);
        _ = _store.Append(new CommitBatch([], [], []) { Ended = [new AlarmOccurrence(99, "d.x.high", "d", "d.x", new Words("过高", "High"), 2, Now(5), Now(5), Now(6), [])] });

        ControlAnswer answer = _box.Answer(99, null);

        // What the occurrence itself tells is there all the same.
        Assert.Empty(answer.Trace!.Readings);
        Assert.Equal(["BEGIN", "END"], answer.Trace.Events.Select(static e => e.What));
        Assert.True(answer.Trace.EventsCut);
    }

    private MonotonicTime Now(double seconds) => new(_store.Boot, TimeSpan.FromSeconds(seconds));

    private static uint SerialOf(RecordedRun run) => 12 + (100 * run.At(0).Boot);

    /// <summary>Without those that only repeat what was told.</summary>
    private static List<TraceReading> Told(List<TraceReading> readings) =>
        [.. readings.Where((r, i) => i == 0 || r.Value != readings[i - 1].Value)];
}
