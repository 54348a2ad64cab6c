namespace EdgeGuard.Modbus;

/// <summary>
/// One Modbus bus: a TCP connection or a serial line, with the units behind it. One request at a time; a second one meanwhile
/// is an InvalidOperationException. Addresses are those on the wire, from 0. The destination is filled only by a good answer.
/// </summary>
/// <remarks>
/// Every member throws <see cref="ModbusException"/> when there is no good answer, ArgumentException for what the specification
/// does not allow (before anything is sent), and OperationCanceledException for the caller's token. The client stays usable after each.
/// </remarks>
public interface IModbusClient : IAsyncDisposable
{
    /// <summary>Functions 1 and 2. Reads as many bits as the destination is long, 1-2000, in one request.</summary>
    ValueTask ReadBitsAsync(byte unit, ModbusTable table, ushort address, Memory<bool> destination, CancellationToken cancellationToken);

    /// <summary>Functions 3 and 4. Reads as many registers as the destination is long, 1-125, in one request.</summary>
    ValueTask ReadRegistersAsync(byte unit, ModbusTable table, ushort address, Memory<ushort> destination, CancellationToken cancellationToken);

    /// <summary>Functions 5, 6, 15, 16, 22 and 23. Unit 0 on a serial line is a broadcast: no answer is awaited.</summary>
    /// <exception cref="InvalidOperationException">The client was made without <see cref="ModbusClientOptions.AllowWrites"/>.</exception>
    ValueTask WriteAsync(byte unit, ModbusWrite write, CancellationToken cancellationToken);

    /// <summary>Function 43/14, as many requests as the device has "more follows".</summary>
    ValueTask<ModbusIdentity> ReadIdentityAsync(byte unit, ModbusIdentityCategory category, byte firstObject, CancellationToken cancellationToken);
}
