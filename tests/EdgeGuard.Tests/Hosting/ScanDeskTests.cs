using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Scanning;
using EdgeGuard.Gateway.Tests.Scanning;
using EdgeGuard.Modbus;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class ScanDeskTests
{
    private static readonly BusConfig s_line = new() { Kind = BusKind.ModbusRtu, Path = "/dev/line", Baud = 4800, Parity = SerialParity.Even };

    [Fact]
    public async Task A_client_that_waits_gets_signs_and_when_it_goes_the_work_on_the_bus_ends()
    {
        var time = new FakeTimeProvider();
        var ended = new TaskCompletionSource();
        ScanDesk desk = Desk(new PolledBus(WorkThatWaits, Access()), time);
        await using IAsyncEnumerator<ControlAnswer> answers = Ask(desk, new ScanRequest("modbus")).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await answers.MoveNextAsync());
        Assert.NotNull(answers.Current.Scan!.Head);
        Assert.True(await answers.MoveNextAsync());
        Assert.NotNull(answers.Current.Scan!.Step);
        Task<bool> sign = answers.MoveNextAsync().AsTask();
        while (!sign.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(new ScanReport(), answers.Current.Scan);
        await answers.DisposeAsync();
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);

        async Task WorkThatWaits(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            }
            finally
            {
                ended.SetResult();
            }
        }
    }

    [Theory]
    [InlineData("line", 0.5, null, "--timeout is at most 0.4 s")]
    [InlineData("/dev/line", 0.2, "9600", "The daemon polls this port at 4800 8E1")]
    public async Task What_would_hold_up_the_polls_is_refused(string where, double timeout, string? line, string why)
    {
        ScanDesk desk = Desk(new PolledBus(ScanSite.AtOnceAsync, Access()), TimeProvider.System);
        var request = new ScanRequest("modbus") { Where = where, TimeoutSeconds = timeout, Lines = line is null ? [] : [line] };

        ControlAnswer answer = Assert.Single(await Ask(desk, request).ToListAsync(TestContext.Current.CancellationToken));

        Assert.True(answer.Last);
        Assert.NotEqual(0, answer.Exit);
        Assert.Contains(why, answer.Message!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daemon_leaves_a_bus_that_is_not_its_own_to_whoever_asks()
    {
        ScanDesk desk = Desk(new PolledBus(ScanSite.AtOnceAsync, Access()), TimeProvider.System);

        ControlAnswer answer = Assert.Single(await Ask(desk, new ScanRequest("modbus") { Where = "tcp://192.0.2.1" }).ToListAsync(TestContext.Current.CancellationToken));

        Assert.True(answer is { Last: true, Exit: 0, Scan.NotHeld: true });
    }

    [Theory]
    [InlineData(9600, 2)]
    [InlineData(4800, 1)]
    public async Task On_a_slow_line_that_is_polled_nobody_is_asked_for_256_bytes(int baud, int questions)
    {
        int asked = 0;
        var access = new ModbusAccess(new FakeClient { Asked = _ => asked++ }, [], new ModbusTap());
        BusConfig line = s_line with { Baud = baud };
        ScanDesk desk = Desk(new PolledBus(ScanSite.AtOnceAsync, access), TimeProvider.System, line, profiles: false);

        await Ask(desk, new ScanRequest("modbus") { LastUnit = 1 }).CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal(questions, asked);
    }

    private static ModbusAccess Access() => new(new FakeClient(), [], new ModbusTap());

    private static IAsyncEnumerable<ControlAnswer> Ask(ScanDesk desk, ScanRequest request) =>
        desk.AnswersAsync(new ControlRequest("scan") { Scan = request }, TestContext.Current.CancellationToken);

    private static ScanDesk Desk(PolledBus polled, TimeProvider time, BusConfig? line = null, bool profiles = true) => new(new ScanSite
    {
        Board = new LinuxBoard(),
        Hardware = Hardware.Of([]),
        Everything = () => profiles ? new Hardware(null) : Hardware.Of([]),
        Gateway = new GatewayConfig { Gateway = new GatewaySection("g", "s"), Buses = new Dictionary<string, BusConfig> { ["line"] = line ?? s_line } },
        Devices = [],
        Time = time,
        Polled = key => key == DeviceBus.KeyOf(s_line) ? polled : null,
    });
}
