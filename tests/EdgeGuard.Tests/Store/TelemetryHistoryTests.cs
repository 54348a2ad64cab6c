using System.Diagnostics;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class TelemetryHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-store-").FullName;
    private readonly List<string> _reports = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_kept_is_read_beside_the_store_that_is_open_and_nothing_is_changed()
    {
        using GatewayStore store = Open();
        store.SaveClock(new BootClock(store.Boot, DateTimeOffset.UnixEpoch.AddDays(1), ClockSync.Sync));
        for (int i = 0; i < 40; i++)
            Keep(store, i);
        store.Settle("mqtt", [new Settlement("t", new SeqRange(1, 30))]);
        Dictionary<string, string> before = Files();

        OutboxMessage[] messages = [.. TelemetryHistory.Read(_folder, _reports.Add)];

        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), messages.Select(m => m.Seq));
        Assert.True(before.Keys.Count(n => n.EndsWith(".db", StringComparison.Ordinal)) > 3, "several segments");
        Assert.Contains(TelemetryHistory.Clocks(_folder), c => c.Boot == store.Boot && c.Sync == ClockSync.Sync);
        Assert.Equal(before, Files());
        Assert.Empty(_reports);
        Assert.Equal(41, store.Append(Batch(Telemetry("more")))[0].Seq);
    }

    [Fact]
    public void A_damaged_segment_is_told_and_passed_over()
    {
        using (GatewayStore store = Open())
        {
            for (int i = 0; i < 40; i++)
                Keep(store, i);
        }

        string oldest = Directory.EnumerateFiles(_folder, "telemetry-*.db").Order(StringComparer.Ordinal).First();
        byte[] bytes = File.ReadAllBytes(oldest);
        Array.Fill(bytes, (byte)0xA5);
        File.WriteAllBytes(oldest, bytes);

        OutboxMessage[] messages = [.. TelemetryHistory.Read(_folder, _reports.Add)];

        Assert.NotEmpty(messages);
        Assert.True(messages[0].Seq > 1);
        Assert.Single(_reports);
    }

    [Fact]
    public void A_folder_without_a_store_is_refused() =>
        Assert.Throws<FileNotFoundException>(() => TelemetryHistory.Clocks(_folder));

    private static void Keep(GatewayStore store, int i)
    {
        _ = store.Append(Batch(Telemetry($"t{i}", padding: 40_000)));
        store.FlushTelemetry();
    }

    private GatewayStore Open() => GatewayStore.Open(_folder, new StoreConfig { BudgetBytes = 4 * 1024 * 1024 }, TimeProvider.System, ["mqtt"]);

    /// <summary>By the bare bytes: the store has them locked.</summary>
    private Dictionary<string, string> Files() =>
        Directory.EnumerateFiles(_folder).ToDictionary(f => Path.GetFileName(f), Bytes, StringComparer.Ordinal);

    private static string Bytes(string path)
    {
        using Process program = Process.Start(new ProcessStartInfo("sha256sum", [path]) { RedirectStandardOutput = true })!;
        return program.StandardOutput.ReadToEnd();
    }
}
