using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Modbus.Tests;

/// <summary>What every client does over TCP.</summary>
public abstract class TcpClientContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_function_works_against_our_own_server()
    {
        await using var server = new TestServer();
        await using var client = Make(server);
        await ClientContract.RequireAllFunctionsAsync(client, 1, server.Memory, Token);
    }

    [Fact]
    public async Task An_identification_longer_than_one_answer_is_read_in_parts()
    {
        var identity = new ModbusIdentity("v", "p", "r");
        for (byte id = 128; id < 138; id++)
        {
            identity = identity.With(id, new string((char)('a' + id - 128), 100));
        }

        var memory = new ModbusMemory { Identity = identity };
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [9] = memory }, TimeProvider.System);
        var endpoint = server.Start(new IPEndPoint(IPAddress.Loopback, 0));
        await using var client = Make("localhost", endpoint.Port, TestServer.Options());

        var read = await client.ReadIdentityAsync(9, ModbusIdentityCategory.Extended, 0, Token);
        var one = await client.ReadIdentityAsync(9, ModbusIdentityCategory.Individual, 130, Token);

        Assert.Equal(identity.Objects, read.Objects);
        Assert.Equal(new string('c', 100), Assert.Single(one.Objects).Value);
    }

    [Fact]
    public async Task A_refusal_carries_its_code_and_place_and_leaves_the_connection_in_use()
    {
        await using var server = new TestServer();
        await using var client = Make(server);
        server.Memory.SetRegisters(ModbusTable.InputRegister, 5, 77);
        var values = new ushort[1];

        var refused = await Assert.ThrowsAsync<ModbusException>(
            () => client.ReadRegistersAsync(1, ModbusTable.InputRegister, 4, values, Token).AsTask());
        await client.ReadRegistersAsync(1, ModbusTable.InputRegister, 5, values, Token);

        Assert.Equal(ModbusErrorKind.Exception, refused.Kind);
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, refused.Code);
        Assert.Contains($"127.0.0.1:{server.Endpoint.Port}, unit 1, input registers, 1 from address 4", refused.Message, StringComparison.Ordinal);
        Assert.Equal(77, values[0]);
    }

    [Fact]
    public async Task A_unit_that_is_not_served_is_refused_by_the_gateways_code()
    {
        await using var server = new TestServer();
        await using var client = Make(server);

        var refused = await Assert.ThrowsAsync<ModbusException>(
            () => client.ReadBitsAsync(2, ModbusTable.Coil, 0, new bool[1], Token).AsTask());

        Assert.Equal(ModbusExceptionCode.GatewayTargetFailedToRespond, refused.Code);
    }

    [Fact]
    public async Task A_client_that_may_not_write_refuses_before_it_connects()
    {
        await using var client = Make("127.0.0.1", 1, new ModbusClientOptions());

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.WriteAsync(1, ModbusWrite.Coil(0, true), Token).AsTask());
    }

    [Fact]
    public async Task What_the_specification_forbids_is_refused_before_it_is_sent()
    {
        await using var client = Make("127.0.0.1", 1, TestServer.Options());

        await Assert.ThrowsAsync<ArgumentException>(() => client.ReadRegistersAsync(1, ModbusTable.InputRegister, 0, new ushort[126], Token).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.ReadRegistersAsync(1, ModbusTable.InputRegister, 0, Memory<ushort>.Empty, Token).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 65535, new ushort[2], Token).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.ReadRegistersAsync(1, ModbusTable.Coil, 0, new ushort[1], Token).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.ReadBitsAsync(1, ModbusTable.Coil, 0, new bool[2001], Token).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.ReadBitsAsync(1, ModbusTable.InputRegister, 0, new bool[1], Token).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.WriteAsync(1, default, Token).AsTask());
        Assert.Throws<ArgumentException>(() => ModbusWrite.MultipleRegisters(0, new ushort[124]));
        Assert.Throws<ArgumentException>(() => ModbusWrite.Coils(0, new bool[1969]));
        Assert.Throws<ArgumentException>(() => ModbusWrite.ThenRead(0, new ushort[122], 0, new ushort[1]));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_a_failed_connection()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await using var client = Make("127.0.0.1", port, TestServer.Options());

        var failed = await Assert.ThrowsAsync<ModbusException>(
            () => client.ReadBitsAsync(1, ModbusTable.Coil, 0, new bool[1], Token).AsTask());

        Assert.Equal(ModbusErrorKind.ConnectionFailed, failed.Kind);
    }

    [Fact]
    public async Task A_server_that_restarted_is_connected_again_without_a_lost_request()
    {
        var values = new ushort[1];
        var first = new TestServer();
        first.Memory.SetRegisters(ModbusTable.HoldingRegister, 0, 1);
        await using var client = Make(first);
        await client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, Token);
        await first.DisposeAsync();

        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.HoldingRegister, 0, 2);
        await using var second = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [1] = memory }, TimeProvider.System);
        second.Start(first.Endpoint);
        await client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, Token);

        Assert.Equal(2, values[0]);
    }

    [Fact]
    public async Task A_second_request_meanwhile_is_refused_and_cancelling_the_first_frees_the_client()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var client = Make("127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port, TestServer.Options(30_000));
        using var cancel = new CancellationTokenSource();

        var first = client.ReadBitsAsync(1, ModbusTable.Coil, 0, new bool[1], cancel.Token).AsTask();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ReadBitsAsync(1, ModbusTable.Coil, 0, new bool[1], Token).AsTask());
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Disposing_ends_a_request_under_way_and_refuses_further_ones()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var client = Make("127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port, TestServer.Options(30_000));
        var first = client.ReadBitsAsync(1, ModbusTable.Coil, 0, new bool[1], Token).AsTask();
        using var accepted = await silent.AcceptSocketAsync(Token);
        await accepted.ReceiveAsync(new byte[12], Token);

        await client.DisposeAsync();

        Assert.Equal(ModbusErrorKind.ConnectionClosed, (await Assert.ThrowsAsync<ModbusException>(() => first)).Kind);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.ReadBitsAsync(1, ModbusTable.Coil, 0, new bool[1], Token).AsTask());
    }

    protected abstract IModbusClient Make(string host, int port, ModbusClientOptions options);

    private IModbusClient Make(TestServer server) => Make("127.0.0.1", server.Endpoint.Port, TestServer.Options());
}
