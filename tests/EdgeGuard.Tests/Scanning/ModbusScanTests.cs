using System.Net;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Scanning;
using EdgeGuard.Modbus;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Scanning;

public sealed class ModbusScanTests
{
    private static readonly Hardware s_hardware = new(null);

    [Fact]
    public async Task Units_that_answer_are_found_and_known_by_what_their_profiles_say()
    {
        await using var server = new RtuOverTcpServer(RoomUnits.Make());

        IReadOnlyList<UnitFound> found = await ScanAsync(server.Url, 1, 8);

        Assert.Equal([(3, "answers"), (5, "refuses"), (7, "refuses")], found.Select(u => (u.Unit, u.State)));
        Assert.Equal([null, "socomec-jbus", "huawei-ups2000"], found.Select(u => u.Fits.Count == 0 ? null : u.Fits.Single().Profile));
        Assert.Equal(("HUAWEI", "UPS2000", "V1"), (found[2].Vendor, found[2].Product, found[2].Revision));
        Assert.All(found, u => Assert.InRange(u.Milliseconds!.Value, 0.001, 10_000));
    }

    [Fact]
    public async Task A_gateways_word_that_nobody_is_there_is_no_unit()
    {
        await using var server = new ModbusTcpServer(RoomUnits.Make(), TimeProvider.System);
        int port = server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;

        IReadOnlyList<UnitFound> found = await ScanAsync($"tcp://127.0.0.1:{port}", 0, 20);

        Assert.Equal([3, 5, 7], found.Select(u => u.Unit));
    }

    [Fact]
    public async Task A_configured_unit_is_told_also_when_it_is_silent()
    {
        await using var server = new RtuOverTcpServer(RoomUnits.Make());

        IReadOnlyList<UnitFound> found = await ScanAsync(server.Url, 3, 4, new() { [3] = "meter", [4] = "lost" });

        Assert.Equal([("answers", "meter"), ("silent", "lost")], found.Select(u => (u.State, u.Device)));
    }

    [Fact]
    public async Task The_scan_asks_with_its_own_time_and_leaves_the_times_of_the_polls_as_they_were()
    {
        var own = new ModbusUnitTiming(TimeSpan.FromSeconds(9), TimeSpan.FromMilliseconds(7));
        var client = new FakeClient();
        var access = new ModbusAccess(client, new() { [2] = own }, new ModbusTap());
        List<ModbusUnitTiming> seen = [];
        client.Asked = unit => seen.Add(access.Timings[unit]);
        var timing = new ModbusUnitTiming(TimeSpan.FromSeconds(0.2), TimeSpan.Zero);

        await Scan(access, ScanSite.AtOnceAsync, timing).RunAsync(1, 3, null, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal([timing, timing with { Gap = own.Gap }, timing], seen.Where((_, i) => i % 2 == 0));
        Assert.Equal([KeyValuePair.Create((byte)2, own)], access.Timings);
    }

    [Fact]
    public async Task Between_any_two_requests_of_a_scan_every_device_that_is_due_is_polled()
    {
        var time = new FakeTimeProvider();
        List<string> bus = [];
        var source = new FakeSource(() => bus.Add("poll"));
        using BusLoop loop = source.Loop(time);
        var access = new ModbusAccess(new FakeClient { Asked = unit => bus.Add($"scan {unit}") }, [], new ModbusTap());

        Task scanning = Scan(access, loop.TakeTurnAsync, new ModbusUnitTiming(TimeSpan.FromSeconds(0.2), TimeSpan.Zero))
            .RunAsync(1, 10, null, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken).AsTask();
        while (!scanning.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await source.RunOnceAsync(loop);
            time.Advance(FakeSource.Period);
        }

        await scanning;
        Assert.Equal(20, bus.Count(b => b != "poll"));
        Assert.DoesNotContain(bus.Zip(bus.Skip(1)), two => two is { First: not "poll", Second: not "poll" });
    }

    [Fact]
    public async Task The_client_of_a_scan_has_no_right_to_write()
    {
        await using IModbusClient client = Open("tcp://127.0.0.1:502").Client;

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await client.WriteAsync(1, ModbusWrite.Register(0, 1), TestContext.Current.CancellationToken));
    }

    /// <summary>A scan that asks every unit two questions.</summary>
    private static ModbusScan Scan(ModbusAccess access, Turn turn, ModbusUnitTiming timing) =>
        new(access, turn, timing, new Dictionary<int, string>(), new ProfileMatch([]), identifies: true, TimeProvider.System);

    private static async Task<IReadOnlyList<UnitFound>> ScanAsync(string url, int first, int last, Dictionary<int, string>? devices = null)
    {
        ModbusAccess access = Open(url);
        await using IModbusClient client = access.Client;
        IEnumerable<DeviceProfile> profiles = s_hardware.ProfileNames.Select(n => s_hardware.Profile(n)!);
        var scan = new ModbusScan(
            access, ScanSite.AtOnceAsync, new ModbusUnitTiming(TimeSpan.FromSeconds(0.2), TimeSpan.Zero), devices ?? [], new ProfileMatch(profiles), true, TimeProvider.System);
        return await scan.RunAsync(first, last, null, TestContext.Current.CancellationToken)
            .Select(p => p.Unit).OfType<UnitFound>().ToListAsync(TestContext.Current.CancellationToken);
    }

    private static ModbusAccess Open(string url) => new BusBuilder(new LinuxBoard(), s_hardware, TimeProvider.System, TimeProvider.System)
        .Open(DeviceBus.ParseUrl(url)!, new ModbusClientOptions { Timing = new ModbusUnitTiming(TimeSpan.FromSeconds(0.2), TimeSpan.Zero) }, []);
}
