using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>A gateway's life with its store: alarms, telemetry, settling by two consumers, restarts. The model is the outbox in memory.</summary>
internal sealed class StoreWorkload : IWorkload
{
    private const int More = 5;
    private static readonly string[] Consumers = ["mqtt", "second"];
    private readonly int _steps;
    private readonly List<string> _alarmViews = [];
    private readonly List<string> _telemetryViews = [];

    public StoreWorkload(int steps)
    {
        _steps = steps;
        var model = new MemoryOutbox("m", long.MaxValue, Consumers);
        for (int step = 0; step <= steps + (2 * More); step++)
        {
            if (step > 0) Do(model, step);
            _alarmViews.Add(AlarmView(model, model.Active(), model.LoadStates(), model.Journal(40)));
            _telemetryViews.Add(TelemetryView(model));
        }
    }

    public IReadOnlyDictionary<string, byte[]> Start { get; } = new Dictionary<string, byte[]>();

    public void Run(TraceFolder folder)
    {
        GatewayStore store = Open(folder);
        var lazy = new LazySteps();
        for (int step = 1; step <= _steps; step++)
        {
            if (step % 60 == 0)
            {
                store.Dispose();
                lazy.Closed();
                store = Open(folder);
            }

            folder.Mark(DiskAction.Started, step);
            Do(store, step);
            lazy.Done(step);
            folder.Mark(DiskAction.Acknowledged, step, Told(store, lazy.Kept(step)));
        }

        store.Dispose();
    }

    public void Verify(TraceFolder folder, Progress progress)
    {
        int step;
        using (GatewayStore store = Open(folder))
        {
            var lazy = new LazySteps();
            int kept = progress.Told is { Length: > 0 } ? int.Parse(progress.Told.Split(' ')[3]) : progress.Acknowledged;
            step = Recover(store, kept, progress.Acknowledged, progress.Started, lazy);
            Assert.Empty(store.Notices);
            AssertEnded(store, step);
            if (progress.Told is { Length: > 0 } told)
            {
                string[] given = told.Split(' ');
                Assert.Equal(given[0], store.Epoch);
                Assert.True(store.Boot > uint.Parse(given[1]), "a run's number was given twice");
                Assert.True(store.ReserveSerials(1) > uint.Parse(given[2]), "a serial was given twice");
            }

            folder.Mark(DiskAction.Acknowledged, step, Told(store, lazy.Kept(step)));
            for (int more = 0; more < More; more++)
            {
                folder.Mark(DiskAction.Started, ++step);
                Do(store, step);
                lazy.Done(step);
                folder.Mark(DiskAction.Acknowledged, step, Told(store, lazy.Kept(step)));
            }
        }

        using (GatewayStore again = Open(folder)) Assert.Equal(step, StepOf(again, step, step));
        VerifyPages(folder);
    }

    /// <summary>Every page of every database is what its checksum says.</summary>
    public static void VerifyPages(StoreFolder folder)
    {
        foreach (string file in folder.Names().Where(static name => name.EndsWith(DatabaseFiles.Data, StringComparison.Ordinal)))
        {
            using PowerSafeDatabase database = PowerSafeDatabase.Open(folder, file[..^DatabaseFiles.Data.Length], AlarmDatabase.CheckpointPages, null);
            _ = database.VerifyPages();
        }
    }

    /// <summary>
    /// The step whose outcome the store shows, after what it may have lost of settling is done again, as a publisher does that sends
    /// those messages again.
    /// </summary>
    /// <param name="kept">The last step of which the alarm database keeps everything for certain.</param>
    public int Recover(GatewayStore store, int kept, int acknowledged, int started, LazySteps lazy)
    {
        (string alarms, string telemetry) = (AlarmViewOf(store), TelemetryView(store));
        for (int step = acknowledged; step <= started; step++)
        {
            if (_telemetryViews[step] != telemetry) continue;
            int from = Enumerable.Range(kept, step - kept + 1).LastOrDefault(i => _alarmViews[i] == alarms, -1);
            if (from < 0) continue;
            foreach (int again in Enumerable.Range(from + 1, step - from).Where(SettlesAlarms))
            {
                Do(store, again);
                lazy.Done(again);
            }

            return StepOf(store, step, step);
        }

        return StepOf(store, acknowledged, started);
    }

    /// <summary>The step whose outcome the store shows; fails when there is none in the range.</summary>
    public int StepOf(GatewayStore store, int acknowledged, int started)
    {
        string alarms = AlarmViewOf(store);
        string telemetry = TelemetryView(store);
        for (int step = acknowledged; step <= started; step++)
        {
            if (_alarmViews[step] == alarms && _telemetryViews[step] == telemetry) return step;
        }

        int other = Enumerable.Range(0, _alarmViews.Count).FirstOrDefault(i => _alarmViews[i] == alarms && _telemetryViews[i] == telemetry, -1);
        Assert.Fail($"The store shows step {other}, not one of {acknowledged}..{started}:\n{alarms}\nwanted\n{_alarmViews[acknowledged]}");
        return other;
    }

    public static GatewayStore Open(StoreFolder folder) =>
        GatewayStore.Open(folder, new StoreConfig { BudgetBytes = 64_000_000 }, TimeProvider.System, Consumers);

    public static void Do(IOutbox outbox, int step)
    {
        var random = new Random(step);
        switch (random.Next(10))
        {
            case 0 or 1:
                outbox.Settle(Consumers[0], [new Settlement("alarm", Range(random, step)), new Settlement("event", Range(random, step))]);
                break;
            case 2:
                outbox.Settle(Consumers[1], [new Settlement("alarm", Range(random, step), random.Next(3) == 0 ? "refused" : null)]);
                break;
            case 3 when step % 2 == 0:
                outbox.Settle(Consumers[step % 4 / 2], [new Settlement("alarm", Range(random, step)) { Again = true }]);
                break;
            case 3:
                SeqRange range = Range(random, step);
                outbox.Settle(Consumers[0], [new Settlement("t", new SeqRange(NumberOf(outbox, range.First), NumberOf(outbox, range.Last)))]);
                break;
            case 4 or 5:
                _ = outbox.Append(Batch(Telemetry($"t{step}", random.Next(3000))));
                break;
            default:
                string key = $"alarm/{random.Next(20)}";
                bool ended = random.Next(2) == 0;
                List<MessageDraft> messages = [Alarm($"a{step}", key, ended)];
                if (random.Next(3) == 0) messages.Add(Alarm($"e{step}", stream: "event"));
                _ = outbox.Append(new CommitBatch(
                    [new StateChange(key, ended ? null : new byte[random.Next(20, 2000)])],
                    messages,
                    [new JournalLine(At(step), "alarm", key, $"line {step}")])
                {
                    Ended = ended ? [Ended((uint)step)] : [],
                });
                break;
        }

        // What is only gathered may be lost, and is told as a gap; this is about what is kept.
        (outbox as GatewayStore)?.FlushTelemetry();
    }

    /// <summary>Whether a step is about telemetry, which waits in memory when it cannot be kept.</summary>
    public static bool IsTelemetry(int step) => new Random(step).Next(10) is 3 or 4 or 5;

    /// <summary>The number of the n-th telemetry message: a cut leaves a gap, which tells of numbers that nothing was given.</summary>
    private static long NumberOf(IOutbox outbox, long n) =>
        outbox is GatewayStore store ? store.Gaps.Aggregate(n, static (number, gap) => number >= gap.First ? number + gap.Messages : number) : n;

    private static long CountOf(IOutbox outbox, OutboxMessage message) =>
        outbox is GatewayStore store && message.Content.Stream == "t" ? message.Seq - store.Gaps.Where(gap => gap.Last < message.Seq).Sum(static gap => gap.Messages) : message.Seq;

    /// <summary>An alarm that ended is known exactly when the commit of its end was kept.</summary>
    private static void AssertEnded(GatewayStore store, int step)
    {
        for (int of = 1; of <= step + More; of++)
            Assert.Equal(of <= step && Ends(of), store.Ended((uint)of) is not null);
    }

    /// <summary>Whether a step ends an alarm; as <see cref="Do"/> throws its dice.</summary>
    private static bool Ends(int step)
    {
        var random = new Random(step);
        bool alarm = random.Next(10) > 5;
        _ = random.Next(20);
        return alarm && random.Next(2) == 0;
    }

    /// <summary>As <see cref="Do"/> throws its dice.</summary>
    public static bool SettlesAlarms(int step) => new Random(step).Next(10) <= 2;

    public static bool KeepsAlarm(int step) => new Random(step).Next(10) > 5;

    private static string AlarmViewOf(GatewayStore store) => AlarmView(store, store.Active(), store.LoadStates(), store.Journal(40));

    private static string Told(GatewayStore store, int kept) => $"{store.Epoch} {store.Boot} {store.ReserveSerials(1)} {kept}";

    private static SeqRange Range(Random random, int step)
    {
        int last = random.Next(1, step);
        return new SeqRange(Math.Max(1, last - random.Next(12)), last);
    }

    private static string AlarmView(
        IOutbox outbox,
        IReadOnlyList<OutboxMessage> active,
        IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> states,
        IReadOnlyList<JournalLine> journal) => string.Join(
            '\n',
            string.Join(' ', Consumers.Select(consumer => Pending(outbox, consumer, Lane.Alarm))),
            string.Join(' ', active.Select(static m => $"{m.Content.ActiveKey}={m.Content.Stream}{m.Seq}:{Text(m)}")),
            string.Join(' ', states.Select(static s => $"{s.Key}={s.Value.Length}")),
            string.Join(' ', journal.Select(static l => l.Text)),
            outbox.Stats.DeadLetters,
            outbox.Stats.PendingAlarms);

    private static string TelemetryView(IOutbox outbox) =>
        string.Join('\n', Consumers.Select(consumer => Pending(outbox, consumer, Lane.Telemetry)).Append(outbox.Stats.PendingTelemetry.ToString()));

    private static string Pending(IOutbox outbox, string consumer, Lane lane) =>
        consumer + ": " + string.Join(' ', outbox.Peek(consumer, lane, 10_000).Select(m => $"{m.Content.Stream}{CountOf(outbox, m)}:{Text(m).GetHashCode(StringComparison.Ordinal)}"));
}
