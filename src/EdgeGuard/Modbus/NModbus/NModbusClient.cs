using EdgeGuard.Modbus;
using NModbus;

namespace EdgeGuard.Gateway.Modbus.NModbus;

/// <summary>
/// Our contract of a client, kept by NModbus. Functions 1 to 6, 15, 16 and 23 are its own; 22 and 43/14 go through it as
/// messages it does not know. One thread is blocked while a request runs.
/// </summary>
/// <remarks>A device's "acknowledge" (exception 5) is not told as a refusal: NModbus goes on waiting, and the request times out.</remarks>
internal sealed class NModbusClient : IModbusClient
{
    private readonly NModbusLink _link;
    private readonly bool _allowWrites;
    private int _busy;
    private volatile bool _disposed;

    private NModbusClient(NModbusLink link, ModbusClientOptions options)
    {
        _link = link;
        _allowWrites = options.AllowWrites;
    }

    /// <exception cref="ArgumentException">The host is empty, the port is not 1-65535, or an option makes no sense.</exception>
    public static NModbusClient Tcp(string host, int port, ModbusClientOptions options, TimeProvider time)
    {
        options.Check();
        return new NModbusClient(new TcpLink(host, port, options, time), options);
    }

    /// <inheritdoc cref="ModbusRtuClient(string, Func{CancellationToken, ValueTask{Stream}}, ModbusRtuOptions, TimeProvider)"/>
    public static NModbusClient Rtu(string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options, TimeProvider time)
    {
        options.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Baud, 50, nameof(options));
        return new NModbusClient(new RtuLink(endpoint, open, options, time), options);
    }

    public async ValueTask ReadBitsAsync(byte unit, ModbusTable table, ushort address, Memory<bool> destination, CancellationToken cancellationToken)
    {
        if (table is not (ModbusTable.Coil or ModbusTable.DiscreteInput))
            throw new ArgumentException($"{table} is not a table of bits.", nameof(table));
        ModbusLimits.Require(address, destination.Length, ModbusLimits.ReadBits, nameof(destination));
        RequireAnswering(unit);
        var count = (ushort)destination.Length;
        bool[] bits = await RunAsync(
            Target(unit, table, address, count),
            ReadPdu(table, address, count),
            master => table == ModbusTable.Coil ? master.ReadCoils(unit, address, count) : master.ReadInputs(unit, address, count),
            cancellationToken).ConfigureAwait(false);
        bits.CopyTo(destination);
    }

    public async ValueTask ReadRegistersAsync(byte unit, ModbusTable table, ushort address, Memory<ushort> destination, CancellationToken cancellationToken)
    {
        if (table is not (ModbusTable.HoldingRegister or ModbusTable.InputRegister))
            throw new ArgumentException($"{table} is not a table of registers.", nameof(table));
        ModbusLimits.Require(address, destination.Length, ModbusLimits.ReadRegisters, nameof(destination));
        RequireAnswering(unit);
        var count = (ushort)destination.Length;
        ushort[] registers = await RunAsync(
            Target(unit, table, address, count),
            ReadPdu(table, address, count),
            master => table == ModbusTable.HoldingRegister
                ? master.ReadHoldingRegisters(unit, address, count)
                : master.ReadInputRegisters(unit, address, count),
            cancellationToken).ConfigureAwait(false);
        registers.CopyTo(destination);
    }

    public async ValueTask WriteAsync(byte unit, ModbusWrite write, CancellationToken cancellationToken)
    {
        if (write.Function == 0)
            throw new ArgumentException("An empty write; make one with the methods of ModbusWrite.", nameof(write));
        if (!_allowWrites)
            throw new InvalidOperationException($"{_link.Endpoint}, unit {unit}: this client only reads; set AllowWrites to let it write.");
        if (!write.Destination.IsEmpty)
            RequireAnswering(unit);
        var pdu = new byte[ModbusLimits.Pdu];
        pdu = pdu[..RequestPdu.Write(pdu, write)];
        ushort[] read = await RunAsync(
            new ModbusTarget(unit, write.Function, write.Address, write.Count), pdu, master => Write(master, unit, write, pdu), cancellationToken).ConfigureAwait(false);
        read.CopyTo(write.Destination);
    }

    public async ValueTask<ModbusIdentity> ReadIdentityAsync(byte unit, ModbusIdentityCategory category, byte firstObject, CancellationToken cancellationToken)
    {
        if (category is < ModbusIdentityCategory.Basic or > ModbusIdentityCategory.Individual)
            throw new ArgumentOutOfRangeException(nameof(category), category, "Not a category of identification.");
        RequireAnswering(unit);
        var objects = new SortedDictionary<byte, string>();
        byte? next = firstObject;
        while (next is { } from)
        {
            var target = new ModbusTarget(unit, FunctionCode.EncapsulatedInterface, from, 1);
            var pdu = new byte[4];
            RequestPdu.Identification(pdu, category, from);
            byte[] answer = await RunAsync(target, pdu, master => Exchange(master, unit, pdu), cancellationToken).ConfigureAwait(false);
            next = IdentificationPart.Collect(answer, objects);
            if (next <= from)
                throw ModbusFailure.Protocol(_link.Endpoint, target, $"the device says that object {next} follows object {from}.");
        }

        return new ModbusIdentity(objects);
    }

    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            if (Interlocked.Exchange(ref _busy, 1) == 0)
                _link.Dispose();
            else
                _link.Drop();
        }

        return ValueTask.CompletedTask;
    }

    private static ModbusTarget Target(byte unit, ModbusTable table, ushort address, int count) => new(unit, FunctionCode.ForRead(table), address, count);

    private static byte[] ReadPdu(ModbusTable table, ushort address, int count)
    {
        var pdu = new byte[5];
        RequestPdu.Read(pdu, FunctionCode.ForRead(table), address, count);
        return pdu;
    }

    /// <summary>Gives what function 23 read; nothing for the others.</summary>
    private ushort[] Write(IModbusMaster master, byte unit, ModbusWrite write, byte[] pdu)
    {
        if (_link.IsBroadcast(unit))
        {
            master.Transport.Write(new RawMessage(unit, pdu));
            return [];
        }

        switch (write.Function)
        {
            case FunctionCode.WriteSingleCoil:
                master.WriteSingleCoil(unit, write.Address, write.Value != 0);
                return [];
            case FunctionCode.WriteSingleRegister:
                master.WriteSingleRegister(unit, write.Address, write.Value);
                return [];
            case FunctionCode.WriteMultipleCoils:
                master.WriteMultipleCoils(unit, write.Address, write.Bits.ToArray());
                return [];
            case FunctionCode.WriteMultipleRegisters:
                master.WriteMultipleRegisters(unit, write.Address, write.Registers.ToArray());
                return [];
            case FunctionCode.ReadWriteMultipleRegisters:
                return master.ReadWriteMultipleRegisters(unit, write.ReadAddress, (ushort)write.Destination.Length, write.Address, write.Registers.ToArray());
            default:
                Exchange(master, unit, pdu);
                return [];
        }
    }

    /// <summary>A request that NModbus has no method for; it checks unit and function of the answer, and this the rest.</summary>
    private static byte[] Exchange(IModbusMaster master, byte unit, byte[] pdu)
    {
        byte[] answer = master.ExecuteCustomMessage<RawMessage>(new RawMessage(unit, pdu)).ProtocolDataUnit;
        AnswerVerdict verdict = AnswerCheck.Check(pdu, answer);
        return verdict == AnswerVerdict.Good ? answer : throw new FormatException(ModbusFailure.Describe(verdict, answer));
    }

    private void RequireAnswering(byte unit)
    {
        if (_link.IsBroadcast(unit))
            throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unit 0 is the broadcast of a serial line and gives no answer.");
    }

    private async ValueTask<T> RunAsync<T>(ModbusTarget target, byte[] pdu, Func<IModbusMaster, T> request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.Exchange(ref _busy, 1) != 0)
            throw new InvalidOperationException($"{_link.Endpoint}: a request is under way; a bus takes one at a time.");
        try
        {
            return await _link.RunAsync(target, pdu, request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (_disposed)
                _link.Dispose();
            else
                Volatile.Write(ref _busy, 0);
        }
    }
}
