using CsCheck;

namespace EdgeGuard.Modbus.Tests;

public class ModbusTcpServerTests
{
    [Fact]
    public async Task Pipelined_requests_are_answered_in_their_order()
    {
        await using var server = new TestServer();
        server.Memory.SetRegisters(ModbusTable.HoldingRegister, 0, 10, 11);
        await using var wire = await Wire.ConnectAsync(server.Endpoint);

        await wire.SendAsync("00 01 00 00 00 06 01 03 00 00 00 01 00 02 00 00 00 06 01 03 00 01 00 01");

        Assert.Equal("00 01 00 00 00 05 01 03 02 00 0A 00 02 00 00 00 05 01 03 02 00 0B", await wire.ReceiveAsync(22));
    }

    [Fact]
    public async Task More_pipelined_requests_than_any_buffer_holds_are_all_answered()
    {
        await using var server = new TestServer();
        server.Memory.SetRegisters(ModbusTable.HoldingRegister, 0, new ushort[125]);
        await using var wire = await Wire.ConnectAsync(server.Endpoint);
        var sending = wire.SendAsync(string.Concat(Enumerable.Repeat("00 01 00 00 00 06 01 03 00 00 00 7D ", 300)));

        var answers = await wire.ReceiveAsync(300 * 259);
        await sending;

        Assert.Equal(300, answers.Split("00 01 00 00 00 FD 01 03 FA").Length - 1);
    }

    [Fact]
    public async Task A_request_in_single_bytes_is_answered()
    {
        await using var server = new TestServer();
        server.Memory.SetRegisters(ModbusTable.HoldingRegister, 0, 10);
        await using var wire = await Wire.ConnectAsync(server.Endpoint);

        foreach (var b in "00 01 00 00 00 06 01 03 00 00 00 01".Split(' '))
        {
            await wire.SendAsync(b);
        }

        Assert.Equal("00 01 00 00 00 05 01 03 02 00 0A", await wire.ReceiveAsync(11));
    }

    [Theory]
    [InlineData("00 01 00 01 00 06 01 03 00 00 00 01")]
    [InlineData("00 01 00 00 00 00 01 03 00 00 00 01")]
    [InlineData("00 01 00 00 00 01 01 03 00 00 00 01")]
    [InlineData("00 01 00 00 00 FF 01 03 00 00 00 01")]
    [InlineData("47 45 54 20 2F 20 48 54 54 50 2F 31 2E 31 0D 0A")]
    public async Task A_bad_frame_costs_its_connection_and_no_other(string frame)
    {
        await using var server = new TestServer();
        server.Memory.SetRegisters(ModbusTable.HoldingRegister, 0, 10);
        await using var good = await Wire.ConnectAsync(server.Endpoint);
        await using var bad = await Wire.ConnectAsync(server.Endpoint);

        await bad.SendAsync(frame);
        Assert.True(await bad.IsClosedByServerAsync());

        await good.SendAsync("00 01 00 00 00 06 01 03 00 00 00 01");
        Assert.Equal("00 01 00 00 00 05 01 03 02 00 0A", await good.ReceiveAsync(11));
    }

    [Fact]
    public async Task A_newcomer_takes_the_place_of_the_connection_idle_longest()
    {
        await using var server = new TestServer(maxConnections: 2);
        server.Memory.SetRegisters(ModbusTable.HoldingRegister, 0, 10);
        await using var first = await Wire.ConnectAsync(server.Endpoint);
        await AskAsync(first);
        await using var second = await Wire.ConnectAsync(server.Endpoint);
        await AskAsync(second);
        await AskAsync(first);
        await using var third = await Wire.ConnectAsync(server.Endpoint);
        await AskAsync(third);

        Assert.True(await second.IsClosedByServerAsync());
        await AskAsync(first);
    }

    [Fact]
    public async Task Any_bytes_leave_the_server_serving()
    {
        await using var server = new TestServer();
        server.Memory.SetRegisters(ModbusTable.HoldingRegister, 0, 10);
        await Gen.Byte.Array[1, 600].SampleAsync(
            async bytes =>
            {
                await using var bad = await Wire.ConnectAsync(server.Endpoint);
                await bad.SendAsync(Hex.Text(bytes));
            },
            iter: 50,
            threads: 1);

        await using var good = await Wire.ConnectAsync(server.Endpoint);
        await AskAsync(good);
    }

    [Fact]
    public async Task A_server_cannot_be_started_twice()
    {
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit>(), TimeProvider.System);
        var bound = server.Start(new(System.Net.IPAddress.Loopback, 0));

        Assert.NotEqual(0, bound.Port);
        Assert.Throws<InvalidOperationException>(() => server.Start(bound));
    }

    private static async Task AskAsync(Wire wire)
    {
        await wire.SendAsync("00 01 00 00 00 06 01 03 00 00 00 01");
        Assert.Equal("00 01 00 00 00 05 01 03 02 00 0A", await wire.ReceiveAsync(11));
    }
}
