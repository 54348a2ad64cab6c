using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Store.PowerCuts;

namespace EdgeGuard.Gateway.Tests.Store;

public class SnapshotFilesTests
{
    /// <summary>One every 5 minutes.</summary>
    private const int ADay = 288;

    [Fact]
    public void After_a_power_cut_at_any_moment_the_newest_acknowledged_one_or_the_one_under_way_is_there()
    {
        var folder = new TraceFolder();
        var files = new SnapshotFiles(folder);
        for (int n = 1; n <= 12; n++)
        {
            folder.Mark(DiskAction.Started, n);
            files.Write(Content(n));
            folder.Mark(DiskAction.Acknowledged, n);
        }

        var image = new DiskImage(folder.Start);
        Progress progress = default;
        foreach (DiskEvent change in folder.Trace)
        {
            progress = progress.After(change);
            image.Apply(change);
            for (int tear = 0; tear < 20; tear++)
                Check(image.Cut(new Random(tear), tail: tear % 4 == 0), progress);
        }
    }

    [Fact]
    public void One_that_cannot_be_written_leaves_the_one_before_and_the_next_is_kept()
    {
        var folder = new TraceFolder();
        var files = new SnapshotFiles(folder);
        files.Write(Content(1));
        folder.FlushesUntilError = 0;
        Assert.Throws<OutboxFaultException>(() => files.Write(Content(2)));
        folder.FlushesUntilError = null;
        Assert.Equal(Content(1), new SnapshotFiles(folder).Read());
        files.Write(Content(3));
        Assert.Equal(Content(3), new SnapshotFiles(folder).Read());
    }

    [Fact]
    public void Nothing_kept_or_nothing_whole_is_none()
    {
        Assert.Null(new SnapshotFiles(new TraceFolder()).Read());
        byte[] rubbish = new byte[700];
        new Random(3).NextBytes(rubbish);
        var folder = new TraceFolder(new Dictionary<string, byte[]> { ["snapshot-0"] = rubbish, ["snapshot-1"] = [] });
        Assert.Null(new SnapshotFiles(folder).Read());
    }

    [Fact]
    public void A_day_of_snapshots_of_300_kB_that_do_not_compress_writes_less_than_100_MB()
    {
        var folder = new TraceFolder();
        using GatewayStore store = GatewayStore.Open(folder, new StoreConfig(), TimeProvider.System, null);
        int begun = folder.Trace.Count;
        const int some = 12;
        for (int n = 0; n < some; n++)
            store.SaveSnapshot(Content(n, 300_000));

        long written = folder.Trace.Skip(begun).Where(static e => e.Action == DiskAction.Write).Sum(static e => (long)e.Bytes.Length);

        Assert.InRange(written / some * ADay, 1, 100_000_000);
    }

    private static void Check(Dictionary<string, byte[]> left, Progress progress)
    {
        var folder = new TraceFolder(left);
        byte[]? found = new SnapshotFiles(folder).Read();
        if (found is null)
        {
            Assert.Equal(0, progress.Acknowledged);
        }
        else
        {
            int n = Enumerable.Range(progress.Acknowledged, progress.Started - progress.Acknowledged + 1).FirstOrDefault(i => i > 0 && Content(i).SequenceEqual(found));
            Assert.NotEqual(0, n);
        }

        // And it goes on from there.
        new SnapshotFiles(folder).Write(Content(99));
        Assert.Equal(Content(99), new SnapshotFiles(folder).Read());
    }

    /// <summary>Longer and shorter ones in turn.</summary>
    private static byte[] Content(int n, int? length = null)
    {
        byte[] content = new byte[length ?? (n * 977 % 5000)];
        new Random(n).NextBytes(content);
        return content;
    }
}
