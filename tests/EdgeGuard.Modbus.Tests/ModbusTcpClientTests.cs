namespace EdgeGuard.Modbus.Tests;

public class ModbusTcpClientTests : TcpClientContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_whose_connection_the_server_had_given_up_is_asked_again_on_a_new_one()
    {
        await using var server = new NastyServer((_, _) => [null], bad: 2);
        await using var client = Make("127.0.0.1", server.Port, TestServer.Options());
        var values = new ushort[1];

        await client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, Token);
        await client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, Token);

        Assert.Equal((3, 2), (values[0], server.Connections));
    }

    [Fact]
    public async Task A_write_is_never_sent_twice()
    {
        await using var server = new NastyServer((_, _) => [null], bad: 2);
        await using var client = Make("127.0.0.1", server.Port, TestServer.Options());
        await client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, new ushort[1], Token);

        var lost = await Assert.ThrowsAsync<ModbusException>(() => client.WriteAsync(1, ModbusWrite.Register(0, 1), Token).AsTask());

        Assert.Equal((ModbusErrorKind.ConnectionClosed, 1), (lost.Kind, server.Connections));
    }

    [Fact]
    public async Task An_endpoint_that_answers_at_once_and_then_no_more_still_times_out()
    {
        await using var server = new NastyServer((_, _) => [], bad: 50);
        await using var client = Make("127.0.0.1", server.Port, TestServer.Options(answerMilliseconds: 300));
        var values = new ushort[1];
        for (var i = 1; i < 50; i++)
        {
            await client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, Token);
            Assert.Equal(i, values[0]);
        }

        var silent = await Assert.ThrowsAsync<ModbusException>(() => client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, Token).AsTask());
        await client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, Token);

        Assert.Equal((ModbusErrorKind.Timeout, 51), (silent.Kind, values[0]));
    }

    protected override IModbusClient Make(string host, int port, ModbusClientOptions options) =>
        new ModbusTcpClient(host, port, options, TimeProvider.System);
}
