using System.Diagnostics;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Hosting;

/// <summary>The contact of a UPS HAT says that the gateway's own supply is lost.</summary>
public sealed class PowerFailTests
{
    private const string Topic = "eg/v1/s1/g1/status";

    [Fact]
    public async Task Everything_is_on_the_disk_the_platform_is_told_and_the_gateway_goes_on()
    {
        // Nothing but the failing supply would put telemetry on the disk.
        await using RunningGateway room = await RunningGateway.StartAsync(interval: "1h");
        await room.UntilAsync(async () => (await room.AskAsync(new("points") { Device = "panel" })).Points!.Single(p => p.Name == "panel.ups").Value == 0, "the contacts");
        room.OpenDoor();
        await room.UntilAsync(async () => await room.AlarmAsync("panel.door.opened") is not null, "the alarm");

        room.FailPower();
        await room.UntilAsync(() => LastWords(room) == 1, "the last word");
        await room.UntilAsync(() => IsOnlineAsync(room, power: true), "the status");

        RequireKept(room.Data);
        Assert.Contains(room.Broker.Messages, m => m.Topic.EndsWith("/alarm", StringComparison.Ordinal) && m.Payload.Contains("power-fail", StringComparison.Ordinal));
        Assert.Equal("B", (await room.AlarmAsync("panel.ups.power-fail"))!.State);
        Assert.Contains("gateway: The gateway is about to lose power; all is put on the disk", await room.JournalAsync("power"));

        room.CloseDoor();
        await room.UntilAsync(async () => await room.AlarmAsync("panel.door.opened") is { State: "D" }, "the gateway to go on");
        room.RestorePower();
        await room.UntilAsync(() => IsOnlineAsync(room, power: false), "the status of a well gateway");
        Assert.Contains("gateway: The gateway's supply is back", await room.JournalAsync("power"));
    }

    [Fact]
    public async Task A_gateway_that_dies_then_leaves_the_reason_as_its_will()
    {
        await using RunningGateway room = await RunningGateway.StartAsync();
        room.FailPower();
        await room.UntilAsync(() => IsOnlineAsync(room, power: true), "the status");

        int before = LastWords(room);

        await room.Broker.DropClientsAsync();

        await room.UntilAsync(() => LastWords(room) == before + 1, "the will");
        await room.StopAsync();
        Assert.Contains("\"reason\":\"power\"", await room.StatusAsync(), StringComparison.Ordinal);
    }

    /// <summary>How often the platform was told that the gateway is gone for want of power.</summary>
    private static int LastWords(RunningGateway room) => room.Broker.Messages.Count(
        m => m.Topic == Topic && m.Payload.Contains("\"online\":false", StringComparison.Ordinal) && m.Payload.Contains("\"reason\":\"power\"", StringComparison.Ordinal));

    /// <summary>It is there, and on failing power or not.</summary>
    private static async Task<bool> IsOnlineAsync(RunningGateway room, bool power)
    {
        string status = await room.StatusAsync();
        return status.Contains("\"online\":true", StringComparison.Ordinal) && status.Contains("\"reason\":\"power\"", StringComparison.Ordinal) == power;
    }

    /// <summary>In a copy of the files as they are now, which is what a power cut would leave at least.</summary>
    private static void RequireKept(string data)
    {
        DirectoryInfo copy = Directory.CreateTempSubdirectory("eg-copy");
        try
        {
            // The gateway holds its files; another program may read them all the same.
            using (Process cp = Process.Start("cp", ["-r", $"{data}/.", copy.FullName]))
                cp.WaitForExit();
            using GatewayStore store = GatewayStore.Open(copy.FullName, new StoreConfig(), TimeProvider.System);
            uint before = store.Boot - 1;
            StoredReading[] ups = [.. store.Readings("panel.ups", new MonotonicTime(before, TimeSpan.Zero), new MonotonicTime(before, TimeSpan.MaxValue))];
            Assert.Contains(ups, r => r.Value == 1);
            Assert.Contains(store.LoadStates(), s => s.Key == "panel.ups.power-fail");
            Assert.Contains(store.LoadStates(), s => s.Key == "panel.door.opened");
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }
}
