using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Scanning;

/// <summary>A bus on which every unit answers every question with zeros.</summary>
internal sealed class FakeClient : IModbusClient
{
    /// <summary>Told of every request before it is answered.</summary>
    public Action<byte> Asked { get; set; } = static _ => { };

    public ValueTask ReadBitsAsync(byte unit, ModbusTable table, ushort address, Memory<bool> destination, CancellationToken cancellationToken)
    {
        Asked(unit);
        return default;
    }

    public ValueTask ReadRegistersAsync(byte unit, ModbusTable table, ushort address, Memory<ushort> destination, CancellationToken cancellationToken)
    {
        Asked(unit);
        return default;
    }

    public ValueTask WriteAsync(byte unit, ModbusWrite write, CancellationToken cancellationToken) => throw new InvalidOperationException("A scan writes.");

    public ValueTask<ModbusIdentity> ReadIdentityAsync(byte unit, ModbusIdentityCategory category, byte firstObject, CancellationToken cancellationToken)
    {
        Asked(unit);
        return ValueTask.FromResult(new ModbusIdentity([]));
    }

    public ValueTask DisposeAsync() => default;
}
