using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Loggers;
using EdgeGuard.Modbus.Tests.Fuzz;

namespace EdgeGuard.Benchmarks;

/// <summary>So many random and altered bytes through the readers of Modbus frames; ends with an exception when one of them is not as it must be.</summary>
internal static class FuzzRun
{
    public static async Task RunAsync(long bytes)
    {
        int seed = Random.Shared.Next();
        long start = Stopwatch.GetTimestamp();
        var tallies = new List<FuzzTally>();
        Say($"seed {seed}");
        await FrameFuzz.RunAsync(bytes, seed, Take);
        Say($"{tallies.Sum(t => t.Bytes):N0} bytes, {tallies.Sum(t => t.Frames):N0} frames in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s; nothing was thrown but what is declared");
        if (!tallies.TrueForAll(t => t.IsGood))
            throw new InvalidOperationException("A reader took more than its check lets through.");

        void Take(FuzzTally tally)
        {
            tallies.Add(tally);
            Say($"{tally}");
        }
    }

    private static void Say(FormattableString text) => ConsoleLogger.Default.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
