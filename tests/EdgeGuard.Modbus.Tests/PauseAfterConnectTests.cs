using System.Net;

namespace EdgeGuard.Modbus.Tests;

public class PauseAfterConnectTests
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Over_tcp_nothing_is_asked_before_the_pause_is_over_and_later_requests_do_not_wait()
    {
        var clock = new TestClock();
        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.HoldingRegister, 0, 7);
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [1] = memory }, TimeProvider.System);
        var port = server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;
        await using var client = new ModbusTcpClient("127.0.0.1", port, new ModbusClientOptions { PauseAfterConnect = Span }, clock);

        var values = new ushort[1];
        var read = client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, TestContext.Current.CancellationToken).AsTask();
        await UntilPausingAsync(clock, read);
        clock.Advance(Span - TimeSpan.FromMilliseconds(1));
        Assert.False(read.IsCompleted);
        Assert.True(clock.IsPausing);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        await read;
        await client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, TestContext.Current.CancellationToken);

        Assert.Equal(7, values[0]);
    }

    [Fact]
    public async Task On_a_line_nothing_is_asked_before_the_pause_is_over_and_later_requests_do_not_wait()
    {
        var clock = new TestClock();
        var line = new FakeLine(clock) { OnRequest = (_, request) => [RtuBench.Answer(request, 7)] };
        var options = new ModbusRtuOptions { PauseAfterConnect = Span };
        await using var client = new ModbusRtuClient("line 1", _ => ValueTask.FromResult<Stream>(line), options, clock);

        var values = new ushort[1];
        var read = client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, TestContext.Current.CancellationToken).AsTask();
        await UntilPausingAsync(clock, read);
        clock.Advance(Span - TimeSpan.FromMilliseconds(1));
        Assert.Empty(line.Written);
        while (!read.IsCompleted)
        {
            // While the answer is dealt with, no time passes: it would be the device's.
            if (line.IsWaiting || clock.IsPausing)
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
            }

            await Task.Yield();
        }

        await read;
        Assert.Equal(7, values[0]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_pause_that_makes_no_sense_is_refused(int seconds) =>
        Assert.Throws<ArgumentException>(() => new ModbusTcpClient("h", 502, new ModbusClientOptions { PauseAfterConnect = TimeSpan.FromSeconds(seconds) }, TimeProvider.System));

    private static async Task UntilPausingAsync(TestClock clock, Task read)
    {
        while (!clock.IsPausing)
        {
            Assert.False(read.IsCompleted);
            await Task.Yield();
        }
    }
}
