using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>Runs a workload once and cuts its power at many moments of what it did to the disk.</summary>
internal sealed class CutRunner(Func<IWorkload> workload, int seed)
{
    /// <summary>What a store with a defect would have done to the disk in place of what it did; null: it has none.</summary>
    public Func<List<DiskEvent>, List<DiskEvent>>? Writing { get; init; }

    /// <summary>What a store with a defect sees when it opens what a cut left.</summary>
    public Func<string, BlockFile, BlockFile>? Reading { get; init; }

    private const long FirstRecord = 8192;

    /// <summary>Events in which a store is made.</summary>
    private const int Making = 50;

    /// <summary>Number of cuts verified, cuts during recovery among them.</summary>
    public int Verified { get; private set; }

    public void Run(int cuts)
    {
        IWorkload run = workload();
        var folder = new TraceFolder(run.Start);
        run.Run(folder);
        List<DiskEvent> trace = Writing is null ? folder.Trace : Writing(folder.Trace);
        var random = new Random(seed);
        foreach ((int at, DiskImage image, Progress progress) in States(folder.Start, trace, Moments(trace, cuts, random), default))
        {
            int once = random.Next();
            bool tail = random.Next(2) == 0 && at > 0 && IsLog(trace[at - 1]);
            Dictionary<string, byte[]> left = image.Cut(new Random(once), tail);
            try
            {
                Check(run, Opened(left), progress, random);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}, cut before event {at} of {trace.Count}, tear {once}: {e.Message}", e);
            }
        }
    }

    /// <summary>Verifies what a cut left; half of the times cuts the recovery too, and verifies what that left.</summary>
    private void Check(IWorkload run, TraceFolder folder, Progress progress, Random random)
    {
        bool twice = random.Next(2) == 0;
        run.Verify(folder, progress);
        Verified++;
        if (!twice) return;
        (int at, DiskImage image, Progress later) = States(folder.Start, folder.Trace, [random.Next(folder.Trace.Count + 1)], progress).Single();
        int second = random.Next();
        try
        {
            run.Verify(Opened(image.Cut(new Random(second))), later);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"second cut before event {at} of {folder.Trace.Count}, tear {second}: {e.Message}", e);
        }

        Verified++;
    }

    private TraceFolder Opened(Dictionary<string, byte[]> left) => new(left) { Between = Reading };

    private static IEnumerable<(int At, DiskImage Image, Progress Progress)> States(
        IReadOnlyDictionary<string, byte[]> start, List<DiskEvent> trace, IEnumerable<int> moments, Progress progress)
    {
        var image = new DiskImage(start);
        int done = 0;
        foreach (int at in moments.Order())
        {
            for (; done < at; done++)
            {
                progress = progress.After(trace[done]);
                image.Apply(trace[done]);
            }

            yield return (at, image, progress);
        }
    }

    /// <summary>
    /// A fifth anywhere, a fifth while data pages and checksums are written, a half around marks and the first record of a generation,
    /// a tenth while the store is made.
    /// </summary>
    private static List<int> Moments(List<DiskEvent> trace, int cuts, Random random)
    {
        List<int> data = Where(trace, static e => e.Action is DiskAction.Write or DiskAction.SetLength && !IsLog(e));
        List<int> marks = Where(trace, static e => IsLog(e) && e.Offset < FirstRecord);
        List<int> records = Where(trace, static e => IsLog(e) && e.Offset == FirstRecord);
        List<int> split = [.. Enumerable.Range(1, trace.Count - 1).Where(i => IsLog(trace[i - 1]) && IsLog(trace[i]))];
        if (marks.Count == 0) marks = records;
        if (split.Count == 0) split = records;
        return
        [
            .. Enumerable.Range(0, cuts).Select(i => (i % 10) switch
            {
                0 or 1 => random.Next(trace.Count + 1),
                2 or 3 => data[random.Next(data.Count)] + random.Next(2),
                4 or 5 => marks[random.Next(marks.Count)] + 1 + random.Next(2),
                6 => split[random.Next(split.Count)],
                7 => random.Next(Math.Min(trace.Count, Making) + 1),
                _ => records[random.Next(records.Count)] + 1,
            }),
        ];
    }

    private static bool IsLog(DiskEvent change) =>
        change.Action == DiskAction.Write && change.File.EndsWith(".log", StringComparison.Ordinal);

    private static List<int> Where(List<DiskEvent> trace, Predicate<DiskEvent> wanted) =>
        [.. Enumerable.Range(0, trace.Count).Where(i => wanted(trace[i]))];
}
