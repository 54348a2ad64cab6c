using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Modbus.Tests;

public class RtuOverTcpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silent_station_behind_a_serial_server_costs_the_others_neither_connection_nor_answers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var serving = ServeAsync(listener, stop.Token);
        var options = new ModbusRtuOptions
        {
            Timing = new ModbusUnitTiming(TimeSpan.FromSeconds(10), TimeSpan.Zero),
            Units = new Dictionary<byte, ModbusUnitTiming> { [2] = new(TimeSpan.FromMilliseconds(50), TimeSpan.Zero) },
            Baud = 115_200,
            ReopenAfter = TimeSpan.FromSeconds(30),
        };
        await using (var client = new ModbusRtuClient("server", new RtuOverTcp("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port).OpenAsync, options, TimeProvider.System))
        {
            for (var i = 0; i < 5; i++)
            {
                foreach (byte unit in new byte[] { 1, 3 })
                {
                    var values = new ushort[1];
                    await client.ReadRegistersAsync(unit, ModbusTable.HoldingRegister, 0, values, Token);
                    Assert.Equal(100 * unit, values[0]);
                }

                var silent = await Assert.ThrowsAsync<ModbusException>(() => client.ReadRegistersAsync(2, ModbusTable.HoldingRegister, 0, new ushort[1], Token).AsTask());
                Assert.Equal(ModbusErrorKind.Timeout, silent.Kind);
            }
        }

        await stop.CancelAsync();
        Assert.Equal(1, await serving);
    }

    [Fact]
    public async Task A_peer_that_is_gone_without_a_word_is_probed_for()
    {
        await using var server = new TestServer();
        await using var stream = (NetworkStream)await new RtuOverTcp("127.0.0.1", server.Endpoint.Port).OpenAsync(Token);
        var userTimeout = new byte[4];
        stream.Socket.GetRawSocketOption(6, 18, userTimeout);

        Assert.Equal(1, stream.Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal(10, stream.Socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.Equal(10_000, BitConverter.ToInt32(userTimeout));
    }

    /// <summary>Units 1 and 3 answer; gives the number of connections there were.</summary>
    private static async Task<int> ServeAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        var units = new Dictionary<byte, IModbusUnit>();
        foreach (byte unit in new byte[] { 1, 3 })
        {
            var memory = new ModbusMemory();
            memory.SetRegisters(ModbusTable.HoldingRegister, 0, (ushort)(100 * unit));
            units[unit] = memory;
        }

        var server = new ModbusRtuServer(units, TimeProvider.System);
        for (var connections = 0; ;)
        {
            try
            {
                using var socket = await listener.AcceptSocketAsync(cancellationToken);
                connections++;
                await using var stream = new NetworkStream(socket);
                await server.ServeAsync(stream, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return connections;
            }
        }
    }
}
