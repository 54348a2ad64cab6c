using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Modbus;

/// <summary>A client whose device is in memory: what it is asked is written down, and it can be made to fail.</summary>
internal sealed class MemoryClient(ModbusMemory memory) : IModbusClient
{
    public ModbusMemory Memory { get; set; } = memory;

    /// <summary>"holding 40+4", "identity 0"</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The device is silent.</summary>
    public bool IsSilent { get; set; }

    /// <summary>It answers everything with this.</summary>
    public ModbusExceptionCode Refuses { get; set; }

    /// <summary>The most registers it answers at once.</summary>
    public int Longest { get; set; } = ModbusLimits.ReadRegisters;

    public ValueTask ReadBitsAsync(byte unit, ModbusTable table, ushort address, Memory<bool> destination, CancellationToken cancellationToken)
    {
        Begin($"{table} {address}+{destination.Length}");
        Check(Memory.ReadBits(table, address, destination.Span));
        return default;
    }

    public ValueTask ReadRegistersAsync(byte unit, ModbusTable table, ushort address, Memory<ushort> destination, CancellationToken cancellationToken)
    {
        Begin($"{(table == ModbusTable.HoldingRegister ? "holding" : "input")} {address}+{destination.Length}");
        Check(destination.Length > Longest ? ModbusExceptionCode.IllegalDataValue : ModbusExceptionCode.None);
        Check(Memory.ReadRegisters(table, address, destination.Span));
        return default;
    }

    public ValueTask<ModbusIdentity> ReadIdentityAsync(byte unit, ModbusIdentityCategory category, byte firstObject, CancellationToken cancellationToken)
    {
        Begin($"identity {firstObject}");
        Check(Memory.Identity is null ? ModbusExceptionCode.IllegalFunction : ModbusExceptionCode.None);
        return new ValueTask<ModbusIdentity>(Memory.Identity!);
    }

    public ValueTask WriteAsync(byte unit, ModbusWrite write, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;

    private void Begin(string request)
    {
        Requests.Add(request);
        if (IsSilent)
            throw new ModbusException(ModbusErrorKind.Timeout, "no answer");
        Check(Refuses);
    }

    private static void Check(ModbusExceptionCode code)
    {
        if (code != ModbusExceptionCode.None)
            throw new ModbusException(code, $"refused with {code}");
    }
}
