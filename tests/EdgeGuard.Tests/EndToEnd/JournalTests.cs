using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Cli;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>What a gateway's life leaves in its journal, and what the platform holds of it.</summary>
public sealed class JournalTests
{
    [Fact]
    public async Task Configuration_clock_start_alarms_and_stop_are_lines_of_a_chain_whose_newest_the_platform_holds()
    {
        await using Room room = await Room.OpenAsync(Others.Own);
        await room.HeatAsync();
        await room.UntilToldAsync("BEGIN");
        var asked = new CliCall();
        Assert.Equal(ExitCode.Done, await asked.Async("journal", "verify", "--socket", room.Site.Socket));

        await room.Site.StopAsync();
        string status = await room.StatusAsync();
        using GatewayStore store = GatewayStore.Open(room.Site.Data, new StoreConfig(), TimeProvider.System);
        IReadOnlyList<JournalLine> lines = store.Journal(500);

        foreach (string kind in (string[])["config", "clock", "start", "alarm", "stop"])
            Assert.Contains(lines, line => line.Kind == kind);
        Assert.Equal("stop", lines[^1].Kind);
        Assert.Contains(lines, static line => line.Kind == "clock" && line.Text.Contains('T', StringComparison.Ordinal) && line.Text.Contains('Z', StringComparison.Ordinal));
        Assert.Contains($"\"journal\":{{\"n\":{store.JournalHead.Number},\"hash\":\"{store.JournalHead.Hash}\"}}", status, StringComparison.Ordinal);
        var verifier = new JournalVerifier(null, store.JournalHead);
        foreach (JournalEntry entry in store.JournalPage(1, 256).Entries)
            verifier.Take(entry);
        Assert.Null(verifier.End());
    }
}
