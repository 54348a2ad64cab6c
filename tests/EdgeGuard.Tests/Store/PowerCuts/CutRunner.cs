namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>Runs a workload once and cuts its power at many moments of what it did to the disk.</summary>
internal sealed class CutRunner(Func<IWorkload> workload, int seed)
{
    private const long FirstRecord = 8192;

    /// <summary>Number of cuts verified, cuts during recovery among them.</summary>
    public int Verified { get; private set; }

    public void Run(int cuts)
    {
        IWorkload run = workload();
        var folder = new TraceFolder();
        run.Run(folder);
        var random = new Random(seed);
        foreach ((int at, DiskImage image, Progress progress) in States(folder, Moments(folder.Trace, cuts, random), default))
        {
            int once = random.Next();
            bool tail = random.Next(2) == 0 && at > 0 && IsLog(folder.Trace[at - 1]);
            Dictionary<string, byte[]> left = image.Cut(new Random(once), tail);
            try
            {
                Check(run, new TraceFolder(left), progress, random);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}, cut before event {at} of {folder.Trace.Count}, tear {once}: {e.Message}", e);
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
        (int at, DiskImage image, Progress later) = States(folder, [random.Next(folder.Trace.Count + 1)], progress).Single();
        int second = random.Next();
        try
        {
            run.Verify(new TraceFolder(image.Cut(new Random(second))), later);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"second cut before event {at} of {folder.Trace.Count}, tear {second}: {e.Message}", e);
        }

        Verified++;
    }

    private static IEnumerable<(int At, DiskImage Image, Progress Progress)> States(TraceFolder folder, IEnumerable<int> moments, Progress progress)
    {
        var image = new DiskImage(folder.Start);
        int done = 0;
        foreach (int at in moments.Order())
        {
            for (; done < at; done++)
            {
                progress = progress.After(folder.Trace[done]);
                image.Apply(folder.Trace[done]);
            }

            yield return (at, image, progress);
        }
    }

    /// <summary>A quarter anywhere, a quarter while data pages are written, half around marks and the first record of a generation.</summary>
    private static List<int> Moments(List<DiskEvent> trace, int cuts, Random random)
    {
        List<int> data = Where(trace, static e => e.Action is DiskAction.Write or DiskAction.SetLength && e.File.EndsWith(".db", StringComparison.Ordinal));
        List<int> marks = Where(trace, static e => IsLog(e) && e.Offset < FirstRecord);
        List<int> records = Where(trace, static e => IsLog(e) && e.Offset == FirstRecord);
        List<int> split = [.. Enumerable.Range(1, trace.Count - 1).Where(i => IsLog(trace[i - 1]) && IsLog(trace[i]))];
        if (split.Count == 0) split = records;
        return
        [
            .. Enumerable.Range(0, cuts).Select(i => (i % 8) switch
            {
                0 or 1 => random.Next(trace.Count + 1),
                2 or 3 => data[random.Next(data.Count)] + random.Next(2),
                4 => marks[random.Next(marks.Count)] + 1 + random.Next(2),
                5 => split[random.Next(split.Count)],
                _ => records[random.Next(records.Count)] + 1,
            }),
        ];
    }

    private static bool IsLog(DiskEvent change) =>
        change.Action == DiskAction.Write && change.File.EndsWith(".log", StringComparison.Ordinal);

    private static List<int> Where(List<DiskEvent> trace, Predicate<DiskEvent> wanted) =>
        [.. Enumerable.Range(0, trace.Count).Where(i => wanted(trace[i]))];
}
