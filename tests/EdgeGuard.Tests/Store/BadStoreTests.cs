using System.Buffers.Binary;
using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Store.PowerCuts;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>Stores that cannot be, and what is said of them.</summary>
public sealed class BadStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-bad-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_that_is_missing_is_made()
    {
        string below = Path.Combine(_folder, "a", "b");
        using (GatewayStore store = Open(below)) _ = store.Append(Batch(Alarm("1")));
        using GatewayStore again = Open(below);
        Assert.Single(again.Peek("mqtt", Lane.Alarm, 9));
        Assert.Empty(again.Notices);
    }

    [Theory]
    [InlineData("alarms.db")]
    [InlineData("alarms.log")]
    [InlineData("alarms.crc")]
    [InlineData("numbers")]
    [InlineData("telemetry-000000000001.db")]
    public void A_folder_in_the_place_of_a_file_is_told_with_its_path(string file)
    {
        string path = Path.Combine(_folder, file);
        Directory.CreateDirectory(path);
        string told = Assert.Throws<OutboxFaultException>(() => Open(_folder)).Message;
        Assert.Contains($"{path} is a folder", told, StringComparison.Ordinal);
        Assert.Contains("Move it away", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_told_and_kept()
    {
        string path = Path.Combine(_folder, "data");
        File.WriteAllText(path, "mine");
        Assert.Contains($"{path} is a file", Assert.Throws<OutboxFaultException>(() => Open(path)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_told()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("There is no /proc.");
        Assert.Contains("/proc/edgeguard", Assert.Throws<OutboxFaultException>(() => Open("/proc/edgeguard")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_may_not_be_written_is_told_with_what_to_do()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("There are no modes.");
        Open(_folder).Dispose();
        File.SetUnixFileMode(Path.Combine(_folder, "alarms.db"), UnixFileMode.UserRead);
        if (Environment.UserName == "root")
        {
            // Whom no mode holds back.
            using GatewayStore store = Open(_folder);
            Assert.Single(store.Append(Batch(Alarm("1"))));
            return;
        }

        string told = Assert.Throws<OutboxFaultException>(() => Open(_folder)).Message;
        Assert.Contains("alarms.db may not be written by this user", told, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> Foreign => new()
    {
        { "random bytes", Random(100_000), "no LiteDB file" },
        { "a short text", Encoding.UTF8.GetBytes("not a database"), "no LiteDB file" },
        { "LiteDB 4", LiteDb4(), "a LiteDB file of another version" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void A_foreign_file_is_set_aside_unchanged_and_the_gateway_works(string what, byte[] content, string told)
    {
        var folder = new MemoryFolder();
        using (BlockFile file = folder.Open("alarms.db")) file.Write(0, content);
        using GatewayStore store = Open(folder);
        Assert.Contains(told, store.Notices[0].Text.En, StringComparison.Ordinal);
        Assert.True(store.Notices[0].IsTrouble);
        string aside = Assert.Single(folder.Names(), static name => name.StartsWith("alarms.db.bad-", StringComparison.Ordinal));
        Assert.True(aside.Contains("-foreign", StringComparison.Ordinal), what);
        Assert.Equal(content, Rot.Read(folder, aside));
        Assert.Single(store.Append(Batch(Alarm("1"))));
    }

    [Theory]
    [InlineData("alarms")]
    [InlineData("telemetry-000000000001")]
    public void A_store_of_a_newer_program_is_refused_and_not_touched(string name)
    {
        var folder = new MemoryFolder();
        using (GatewayStore store = Open(folder)) _ = store.Append(Batch(Alarm("1"), Telemetry("t")));
        MakeNewer(folder, name + ".log");
        MemoryFolder before = Rot.Copy(folder);

        string told = Assert.Throws<OutboxFaultException>(() => Open(folder)).Message;
        Assert.Contains($"{name}.db was written by a newer program (store format 2, this program knows up to 1)", told, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", told, StringComparison.Ordinal);
        Assert.Equal(before.Names(), folder.Names());
        Assert.All(before.Names(), file => Assert.Equal(Rot.Read(before, file), Rot.Read(folder, file)));
    }

    [Fact]
    public void A_budget_larger_than_the_disk_is_told_in_both_languages_and_as_an_alarm()
    {
        var folder = new TraceFolder { Free = 100L << 20 };
        using GatewayStore store = GatewayStore.Open(folder, new StoreConfig { BudgetBytes = 500L << 20 }, TimeProvider.System, null);
        StoreNotice notice = Assert.Single(store.Notices);
        Assert.True(notice.IsTrouble);
        Assert.Contains("budget of 500 MB is larger than the 100 MB", notice.Text.En, StringComparison.Ordinal);
        Assert.Contains("存储预算 500 MB", notice.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_the_disk_has_room_for_is_no_news()
    {
        using GatewayStore store = Open(new TraceFolder { Free = 100L << 20 });
        Assert.Empty(store.Notices);
    }

    [Fact]
    public void A_number_file_older_than_the_databases_repeats_neither_run_nor_serial()
    {
        var folder = new MemoryFolder();
        Open(folder).Dispose();
        byte[] old = Rot.Read(folder, "numbers");
        uint boot, serial;
        using (GatewayStore store = Open(folder))
        {
            _ = store.ReserveSerials(500);
            _ = store.Append(Batch(Alarm("1")));
            serial = store.ReserveSerials(500);
            boot = store.Boot;
        }

        using (BlockFile numbers = folder.Open("numbers")) numbers.Write(0, old);
        using GatewayStore again = Open(folder);
        Assert.Contains("older than the databases", Assert.Single(again.Notices).Text.En, StringComparison.Ordinal);
        Assert.True(again.Boot > boot);
        Assert.True(again.ReserveSerials(1) >= serial + 500);
        Assert.Equal(2, again.Append(Batch(Alarm("2")))[0].Seq);
    }

    private static void MakeNewer(MemoryFolder folder, string log)
    {
        using BlockFile file = folder.Open(log);
        byte[] mark = new byte[512];
        foreach (long at in new long[] { 0, 2048, 4096, 6144 })
        {
            if (file.Read(at, mark) < mark.Length || mark[0] == 0) continue;
            mark[24] = 2;
            BinaryPrimitives.WriteUInt32LittleEndian(mark.AsSpan(32), Crc32C.Of(0, mark.AsSpan(0, 32)));
            file.Write(at, mark);
        }
    }

    private static byte[] Random(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    /// <summary>The first page of a file of LiteDB 4: pages of 4096 bytes, the words at 25, file version 7.</summary>
    private static byte[] LiteDb4()
    {
        byte[] file = new byte[3 * 4096];
        Encoding.ASCII.GetBytes("** This is a LiteDB file **").CopyTo(file, 25);
        file[52] = 7;
        return file;
    }

    private static GatewayStore Open(string folder) => GatewayStore.Open(folder, new StoreConfig(), TimeProvider.System);

    private static GatewayStore Open(StoreFolder folder) => GatewayStore.Open(folder, new StoreConfig { BudgetBytes = 64_000_000 }, TimeProvider.System, null);
}
