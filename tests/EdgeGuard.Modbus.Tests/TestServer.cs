using System.Net;

namespace EdgeGuard.Modbus.Tests;

/// <summary>Our server on a free port with one unit, and options for a client.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly ModbusTcpServer _server;

    public TestServer(byte unit = 1, int maxConnections = 64)
    {
        _server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [unit] = Memory }, TimeProvider.System) { MaxConnections = maxConnections };
        Endpoint = _server.Start(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public ModbusMemory Memory { get; } = new() { Identity = new ModbusIdentity("EdgeGuard", "EG-1", "1.0") };

    public IPEndPoint Endpoint { get; }

    public static ModbusClientOptions Options(int answerMilliseconds = 2000) => new()
    {
        Timing = new ModbusUnitTiming(TimeSpan.FromMilliseconds(answerMilliseconds), TimeSpan.Zero),
        AllowWrites = true,
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
