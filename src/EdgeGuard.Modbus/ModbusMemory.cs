namespace EdgeGuard.Modbus;

/// <summary>
/// A unit in memory, safe for use from several threads. An address exists once it was set from outside; a request that
/// touches one that does not exist is answered with IllegalDataAddress, as devices do. Requests see a block whole:
/// never half of what one Set call wrote.
/// </summary>
public sealed class ModbusMemory : IModbusUnit, IModbusIdentified
{
    private const int PageSize = 256;

    private readonly Lock _gate = new();
    private readonly Page?[][] _tables = [new Page?[256], new Page?[256], new Page?[256], new Page?[256]];

    /// <summary>A request wrote: table, first address, count. Raised on the connection's thread, outside any lock.</summary>
    public event Action<ModbusTable, ushort, int>? Written;

    public ModbusIdentity? Identity { get; init; }

    /// <summary>Sets bits from outside and makes their addresses exist.</summary>
    /// <exception cref="ArgumentException">Not a table of bits, or the block runs past address 65 535.</exception>
    public void SetBits(ModbusTable table, ushort address, params ReadOnlySpan<bool> values)
    {
        RequireBits(table);
        RequireFit(address, values.Length);
        lock (_gate)
        {
            for (var i = 0; i < values.Length; i++)
            {
                Put(table, address + i, values[i] ? (ushort)1 : (ushort)0);
            }
        }
    }

    /// <summary>Sets registers from outside and makes their addresses exist.</summary>
    /// <exception cref="ArgumentException">Not a table of registers, or the block runs past address 65 535.</exception>
    public void SetRegisters(ModbusTable table, ushort address, params ReadOnlySpan<ushort> values)
    {
        RequireRegisters(table);
        RequireFit(address, values.Length);
        lock (_gate)
        {
            for (var i = 0; i < values.Length; i++)
            {
                Put(table, address + i, values[i]);
            }
        }
    }

    /// <summary>Makes addresses cease to exist.</summary>
    /// <exception cref="ArgumentException">The block runs past address 65 535.</exception>
    public void Remove(ModbusTable table, ushort address, int count)
    {
        RequireFit(address, count);
        lock (_gate)
        {
            for (int i = address; i < address + count; i++)
            {
                if (_tables[(int)table][i / PageSize] is { } page)
                {
                    page.Exists[i % PageSize] = false;
                }
            }
        }
    }

    /// <summary>The bit, or null where the address does not exist.</summary>
    public bool? GetBit(ModbusTable table, ushort address)
    {
        RequireBits(table);
        lock (_gate)
        {
            return TryGet(table, address, out var value) ? value != 0 : null;
        }
    }

    /// <summary>The register, or null where the address does not exist.</summary>
    public ushort? GetRegister(ModbusTable table, ushort address)
    {
        RequireRegisters(table);
        lock (_gate)
        {
            return TryGet(table, address, out var value) ? value : null;
        }
    }

    public ModbusExceptionCode ReadBits(ModbusTable table, ushort address, Span<bool> values)
    {
        lock (_gate)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (!TryGet(table, address + i, out var value))
                {
                    return ModbusExceptionCode.IllegalDataAddress;
                }

                values[i] = value != 0;
            }
        }

        return ModbusExceptionCode.None;
    }

    public ModbusExceptionCode ReadRegisters(ModbusTable table, ushort address, Span<ushort> values)
    {
        lock (_gate)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (!TryGet(table, address + i, out values[i]))
                {
                    return ModbusExceptionCode.IllegalDataAddress;
                }
            }
        }

        return ModbusExceptionCode.None;
    }

    public ModbusExceptionCode WriteBits(ushort address, ReadOnlySpan<bool> values)
    {
        lock (_gate)
        {
            if (!AllExist(ModbusTable.Coil, address, values.Length))
            {
                return ModbusExceptionCode.IllegalDataAddress;
            }

            SetBits(ModbusTable.Coil, address, values);
        }

        Written?.Invoke(ModbusTable.Coil, address, values.Length);
        return ModbusExceptionCode.None;
    }

    public ModbusExceptionCode WriteRegisters(ushort address, ReadOnlySpan<ushort> values)
    {
        lock (_gate)
        {
            if (!AllExist(ModbusTable.HoldingRegister, address, values.Length))
            {
                return ModbusExceptionCode.IllegalDataAddress;
            }

            SetRegisters(ModbusTable.HoldingRegister, address, values);
        }

        Written?.Invoke(ModbusTable.HoldingRegister, address, values.Length);
        return ModbusExceptionCode.None;
    }

    private static void RequireBits(ModbusTable table)
    {
        if (table is not (ModbusTable.Coil or ModbusTable.DiscreteInput))
        {
            throw new ArgumentException($"{table} is not a table of bits.", nameof(table));
        }
    }

    private static void RequireRegisters(ModbusTable table)
    {
        if (table is not (ModbusTable.HoldingRegister or ModbusTable.InputRegister))
        {
            throw new ArgumentException($"{table} is not a table of registers.", nameof(table));
        }
    }

    private static void RequireFit(ushort address, int count)
    {
        if (count < 0 || address + count > 65536)
        {
            throw new ArgumentException($"{count} items from address {address} run past address 65535.", nameof(count));
        }
    }

    private bool AllExist(ModbusTable table, int address, int count)
    {
        for (int i = address; i < address + count; i++)
        {
            if (!TryGet(table, i, out _))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryGet(ModbusTable table, int address, out ushort value)
    {
        value = 0;
        if (address > ushort.MaxValue || _tables[(int)table][address / PageSize] is not { } page || !page.Exists[address % PageSize])
        {
            return false;
        }

        value = page.Values[address % PageSize];
        return true;
    }

    private void Put(ModbusTable table, int address, ushort value)
    {
        var page = _tables[(int)table][address / PageSize] ??= new Page();
        page.Values[address % PageSize] = value;
        page.Exists[address % PageSize] = true;
    }

    private sealed class Page
    {
        public ushort[] Values { get; } = new ushort[PageSize];

        public bool[] Exists { get; } = new bool[PageSize];
    }
}
