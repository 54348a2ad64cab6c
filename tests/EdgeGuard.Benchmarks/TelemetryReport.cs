using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Loggers;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Store;

namespace EdgeGuard.Benchmarks;

/// <summary>
/// <c>telemetry [hours]</c>: what a realistic day of telemetry costs, scaled: 2,000 points a second, noise of their last digit, every reading
/// told. Bytes are those of all calls that write, to all files of the store: <c>wchar</c> of <c>/proc/self/io</c>.
/// <c>open [gigabytes]</c>: what opening a store of that size takes.
/// </summary>
internal static class TelemetryReport
{
    private const int Points = 2000;

    public static void Day(double hours)
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-day-").FullName;
        try
        {
            long readings = Write(folder, (int)(hours * 3600));
            Replay(folder, readings);
            History(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void Open(double gigabytes)
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-open-").FullName;
        try
        {
            long budget = (long)(gigabytes * (1 << 30));
            using (GatewayStore store = Store(folder, budget, new Clock())) Fill(store, budget);
            Say($"size {Directory.EnumerateFiles(folder).Sum(static f => new FileInfo(f).Length) / 1e6:F0} MB, {Directory.EnumerateFiles(folder, "telemetry-*.db").Count()} segments");
            // The first opening in a process pays for the code, too.
            using (GatewayStore warm = Store(Directory.CreateTempSubdirectory("edgeguard-warm-").FullName, budget, new Clock())) _ = warm.Peek("mqtt", Lane.Telemetry, 1);
            (long heap, long resident) = (Heap(), Environment.WorkingSet);
            long start = Stopwatch.GetTimestamp();
            using GatewayStore opened = Store(folder, budget, new Clock());
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            Say($"open {took.TotalMilliseconds:F1} ms, heap {(Heap() - heap) / 1e6:F2} MB more, resident {(Environment.WorkingSet - resident) / 1e6:F2} MB more");
            start = Stopwatch.GetTimestamp();
            _ = opened.Peek("mqtt", Lane.Telemetry, 1);
            Say($"first message {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long Write(string folder, int seconds)
    {
        var time = new Clock();
        GatewayStore store = Store(folder, 1L << 30, time);
        var room = new TelemetryRoom(Points, store.Boot);
        long before = Written();
        (long readings, TimeSpan spent, TimeSpan longest) = (0, TimeSpan.Zero, TimeSpan.Zero);
        long allocated = 0;
        for (int second = 1; second <= seconds; second++)
        {
            time.Now = TimeSpan.FromSeconds(second);
            var batch = new CommitBatch([], [.. room.Second(second)], []);
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<OutboxMessage> given = store.Append(batch);
            store.Settle("mqtt", [new Settlement(TelemetryBody.Stream, new SeqRange(given[0].Seq, given[^1].Seq))]);
            if (second % 5 == 0) store.TendTelemetry();
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            readings += Points;
            spent += took;
            longest = took > longest ? took : longest;
        }

        store.Dispose();
        long kept = Directory.EnumerateFiles(folder, "telemetry-*").Sum(static file => new FileInfo(file).Length);
        Say($"{readings / 1e6:F1} million readings: {(Written() - before) / (double)readings:F3} B written a reading, {kept / (double)readings:F3} B kept");
        Say($"{spent.TotalNanoseconds / readings:F0} ns and {allocated / (double)readings:F1} B of garbage a reading; the longest call {longest.TotalMilliseconds:F1} ms");
        return readings;
    }

    private static void Replay(string folder, long readings)
    {
        using GatewayStore store = Store(folder, 1L << 30, new Clock());
        store.Settle("mqtt", [new Settlement(TelemetryBody.Stream, new SeqRange(1, long.MaxValue)) { Again = true }]);
        (long start, long messages, long bytes) = (Stopwatch.GetTimestamp(), 0, 0);
        while (store.Peek("mqtt", Lane.Telemetry, 100) is { Count: > 0 } some)
        {
            foreach (OutboxMessage message in some.Take(50)) bytes += message.Content.Body.Length;
            int sent = Math.Min(50, some.Count);
            messages += sent;
            store.Settle("mqtt", [new Settlement(TelemetryBody.Stream, new SeqRange(some[0].Seq, some[sent - 1].Seq))]);
        }

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        Say($"replay of {messages} messages in windows of 100: {readings / took.TotalSeconds / 1e6:F2} million readings a second, {bytes / took.TotalSeconds / 1e6:F0} MB/s of messages");
    }

    private static void History(string folder)
    {
        using GatewayStore store = Store(folder, 1L << 30, new Clock());
        long start = Stopwatch.GetTimestamp();
        int found = store.Readings("dev042.signal07", default, new MonotonicTime(uint.MaxValue, TimeSpan.Zero)).Count();
        Say($"history of one point: {found} readings in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
    }

    private static void Fill(GatewayStore store, long budget)
    {
        var random = new Random(1);
        byte[] body = new byte[200_000];
        while (store.Stats.Bytes < budget * 0.93)
        {
            random.NextBytes(body);
            _ = store.Append(new CommitBatch([], [new MessageDraft(TelemetryBody.Stream, Lane.Telemetry, TelemetryBody.Stream, default, null, body)], []));
        }
    }

    private static GatewayStore Store(string folder, long budget, TimeProvider time) =>
        GatewayStore.Open(folder, new StoreConfig { BudgetBytes = budget }, time);

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true);

    private static long Written() => long.Parse(
        File.ReadLines("/proc/self/io").First(static line => line.StartsWith("wchar", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);

    private static void Say(FormattableString text) => ConsoleLogger.Default.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
