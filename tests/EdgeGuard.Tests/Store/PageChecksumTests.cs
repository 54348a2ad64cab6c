using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>Bits that rot at rest.</summary>
public sealed class PageChecksumTests
{
    private const int PageSize = 8192;
    private static readonly Lazy<MemoryFolder> s_store = new(Fill);

    [Fact]
    public void A_flipped_bit_in_any_page_is_found_when_that_page_is_read()
    {
        long pages = Rot.LengthOf(s_store.Value, "alarms.db") / PageSize;
        Assert.True(pages > 20);
        var random = new Random(7);
        for (int page = 0; page < pages; page++)
        {
            MemoryFolder folder = Rot.Copy(s_store.Value);
            Rot.Flip(folder, "alarms.db", (page * PageSize) + random.Next(PageSize), random.Next(8));
            Exception found = Assert.ThrowsAny<Exception>(() => ReadAll(folder));
            Assert.True(found is InvalidDataException or OutboxFaultException);
            Assert.Contains($"Page {page} does not match its checksum", found.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_flipped_bit_in_the_checksums_loses_nothing_and_is_told()
    {
        long length = Rot.LengthOf(s_store.Value, "alarms.crc");
        Assert.Equal(0, length % 512);
        for (long at = 5; at < length; at += 101)
        {
            MemoryFolder folder = Rot.Copy(s_store.Value);
            Rot.Flip(folder, "alarms.crc", at);
            using (GatewayStore store = Open(folder))
            {
                StoreNotice notice = Assert.Single(store.Notices);
                Assert.Contains("made anew", notice.Text.En, StringComparison.Ordinal);
                Assert.Contains("重建", notice.Text.Zh, StringComparison.Ordinal);
                Assert.False(notice.IsTrouble);
                Assert.Equal(300, store.Peek("mqtt", Lane.Alarm, 1000).Count);
            }

            using GatewayStore again = Open(folder);
            Assert.Empty(again.Notices);
        }
    }

    [Fact]
    public void A_store_from_before_the_checksums_gets_them_and_rot_is_found_from_then_on()
    {
        MemoryFolder folder = Rot.Copy(s_store.Value);
        folder.Delete("alarms.crc");
        using (GatewayStore store = Open(folder)) Assert.Contains("checksums", Assert.Single(store.Notices).Text.En, StringComparison.Ordinal);
        ReadAll(folder);
        Rot.Flip(folder, "alarms.db", (11 * PageSize) + 4000);
        Assert.Contains("Page 11 ", Assert.ThrowsAny<Exception>(() => ReadAll(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checksums_in_the_place_of_others_do_not_count()
    {
        var folder = new MemoryFolder();
        using BlockFile file = folder.Open("x.crc");
        byte[] page = new byte[PageSize];
        PageChecksums made = PageChecksums.Read(file, 0);
        for (int i = 0; i < 2 * PageChecksums.PagesPerSector; i++)
        {
            page[0] = (byte)i;
            made.Set(i, page);
        }

        made.Save();
        byte[] sector = new byte[PageChecksums.SectorSize];
        Assert.Equal(sector.Length, file.Read(0, sector));
        file.Write(PageChecksums.SectorSize, sector);

        PageChecksums read = PageChecksums.Read(file, 2 * PageChecksums.PagesPerSector);
        page[0] = 3;
        Assert.True(read.Matches(3, page));
        Assert.False(read.Matches(4, page));
        // Nothing is known of the second sector, so nothing is held against its pages.
        Assert.True(read.Matches(PageChecksums.PagesPerSector + 4, page));
    }

    [Fact]
    public void A_page_that_rots_while_the_store_is_open_is_set_aside_and_the_store_works_on()
    {
        MemoryFolder folder = Rot.Copy(s_store.Value);
        using GatewayStore store = Open(folder);
        for (long page = 1; page < Rot.LengthOf(folder, "alarms.db") / PageSize; page++) Rot.Flip(folder, "alarms.db", (page * PageSize) + 4000);

        Assert.Throws<OutboxFaultException>(() => store.Peek("mqtt", Lane.Alarm, 1000));
        Assert.True(store.TryReopen());
        Assert.Null(store.Stats.Fault);
        Assert.Contains(folder.Names(), static name => name.StartsWith("alarms.db.bad-", StringComparison.Ordinal) && name.Contains("-page-crc", StringComparison.Ordinal));
        Assert.Single(store.Append(Batch(Alarm("goes on"))));
        Assert.Contains(store.Notices, static n => n.IsTrouble);
    }

    private static void ReadAll(MemoryFolder folder)
    {
        using PowerSafeDatabase database = PowerSafeDatabase.Open(folder, "alarms", 250, null);
        _ = database.VerifyPages();
    }

    private static MemoryFolder Fill()
    {
        var folder = new MemoryFolder();
        using GatewayStore store = Open(folder);
        for (int i = 0; i < 300; i++) _ = store.Append(Batch(Alarm($"{i} {new string('x', 700)}", $"key{i % 40}")));
        return folder;
    }

    private static GatewayStore Open(StoreFolder folder) => GatewayStore.Open(folder, new StoreConfig(), TimeProvider.System, null);
}
