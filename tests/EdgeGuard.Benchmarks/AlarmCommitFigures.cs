using System.Diagnostics;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Loggers;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Benchmarks;

/// <summary>
/// What an alarm transition costs the medium and the machine: bytes and flushes as the store counts them, time until it is durable
/// against the time of a bare flush, memory. A transition is one commit of state, message and journal line, and its settling.
/// </summary>
internal static class AlarmCommitFigures
{
    private const int Warm = 500;
    private const int Measured = 5000;
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """{"serial":"2314000017","signalId":"0403001001","level":1,"flag":"BEGIN","state":"B","value":41.3,"limit":40,"desc":"高温告警(41.3℃)"}""");

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-figures-").FullName;
        try
        {
            double flush = Flush(folder);
            long before = Resident();
            using GatewayStore store = GatewayStore.Open(folder, new StoreConfig(), TimeProvider.System);
            for (int i = 0; i < Warm; i++) Transition(store, i);
            StoreWear start = store.Wear;
            double[] times = [.. Enumerable.Range(Warm, Measured).Select(i => Transition(store, i)).Order()];
            StoreWear end = store.Wear;
            GC.Collect();
            Say($"transitions                       {Measured}");
            Say($"bytes per transition, raw         {(end.RawBytes - start.RawBytes) / (double)Measured:F0}");
            Say($"bytes per transition, 4096 blocks {(end.BytesWritten - start.BytesWritten) / (double)Measured:F0}");
            Say($"flushes per transition            {(end.Flushes - start.Flushes) / (double)Measured:F3}");
            Say($"durable after, p50 / p99 ms       {times[Measured / 2]:F2} / {times[Measured * 99 / 100]:F2}");
            Say($"a bare write and flush, p50 ms    {flush:F2}");
            Say($"memory that the store added, MB   {(Resident() - before) / 1048576.0:F1}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>Milliseconds until the alarm was durable.</returns>
    private static double Transition(GatewayStore store, int i)
    {
        string key = $"ac1/supply.high/{i % 50}";
        var at = new MonotonicTime(1, TimeSpan.FromSeconds(i));
        var batch = new CommitBatch(
            [new StateChange(key, Body)],
            [new MessageDraft("alarm", Lane.Alarm, "alarm", at, null, Body) { ActiveKey = key, Ended = i % 2 == 0 }],
            [new JournalLine(at, "alarm", key, "高温告警(41.3℃)")]);
        long start = Stopwatch.GetTimestamp();
        long seq = store.Append(batch)[0].Seq;
        double durable = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        store.Settle("mqtt", [new Settlement("alarm", new SeqRange(seq, seq))]);
        return durable;
    }

    private static double Flush(string folder)
    {
        using BlockFile file = new DiskFolder(folder).Open("flush");
        byte[] block = new byte[4096];
        var times = new List<double>();
        for (int i = 0; i < 200; i++)
        {
            long start = Stopwatch.GetTimestamp();
            file.Write(i * block.Length, block);
            file.Flush();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static void Say(FormattableString text) => ConsoleLogger.Default.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
