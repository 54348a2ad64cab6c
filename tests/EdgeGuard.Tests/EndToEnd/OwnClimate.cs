using System.Net;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>The transmitter served by our own Modbus TCP server; it counts its polls.</summary>
internal sealed class OwnClimate : IClimate, IModbusUnit
{
    private readonly ModbusMemory _memory = new();
    private readonly ModbusTcpServer _server;
    private readonly int _port;
    private int _polls;

    public OwnClimate()
    {
        _memory.SetRegisters(ModbusTable.InputRegister, 1, 250, 500);
        _server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [1] = this }, TimeProvider.System);
        _port = _server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;
    }

    public string Bus => $$"""{ "kind": "modbusTcp", "host": "127.0.0.1", "port": {{_port}} }""";

    public int Polls => Volatile.Read(ref _polls);

    public Task SetAsync(double temperature, double humidity = 50)
    {
        _memory.SetRegisters(ModbusTable.InputRegister, 1, (ushort)(short)Math.Round(temperature * 10), (ushort)Math.Round(humidity * 10));
        return Task.CompletedTask;
    }

    public ModbusExceptionCode ReadRegisters(ModbusTable table, ushort address, Span<ushort> values)
    {
        Interlocked.Increment(ref _polls);
        return _memory.ReadRegisters(table, address, values);
    }

    public ModbusExceptionCode ReadBits(ModbusTable table, ushort address, Span<bool> values) => _memory.ReadBits(table, address, values);

    public ModbusExceptionCode WriteBits(ushort address, ReadOnlySpan<bool> values) => ModbusExceptionCode.IllegalFunction;

    public ModbusExceptionCode WriteRegisters(ushort address, ReadOnlySpan<ushort> values) => ModbusExceptionCode.IllegalFunction;

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
