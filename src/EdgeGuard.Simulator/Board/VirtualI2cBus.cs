namespace EdgeGuard.Simulator.Board;

/// <summary>The chips on all adapters, and what is wrong with them. Transfers are one at a time, as on the wire.</summary>
internal sealed class VirtualI2cBus
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(int Adapter, int Address), IVirtualChip> _chips = [];
    private readonly HashSet<(int Adapter, int Address)> _dead = [];

    public void Attach(int adapter, int address, IVirtualChip chip) => _chips.Add((adapter, address), chip);

    /// <exception cref="ArgumentException">There is no chip at this address.</exception>
    public void SetFault(int adapter, int address, I2cFault fault)
    {
        IVirtualChip chip = Chip(adapter, address);
        lock (_gate)
        {
            chip.CorruptsChecksums = fault == I2cFault.BadChecksum;
            if (fault == I2cFault.Nack)
                _dead.Add((adapter, address));
            else
                _dead.Remove((adapter, address));
        }
    }

    /// <exception cref="ArgumentException">There is no chip at this address.</exception>
    public void PowerCycle(int adapter, int address)
    {
        IVirtualChip chip = Chip(adapter, address);
        lock (_gate)
            chip.PowerCycle();
    }

    /// <summary>Writes, then reads; either may be empty.</summary>
    /// <exception cref="IOException">Nothing acknowledged.</exception>
    public void Transfer(int adapter, int address, ReadOnlySpan<byte> write, Span<byte> read)
    {
        lock (_gate)
        {
            bool acknowledged = _chips.TryGetValue((adapter, address), out IVirtualChip? chip)
                && !_dead.Contains((adapter, address))
                && (write.IsEmpty || chip.Write(write))
                && (read.IsEmpty || chip.Read(read));
            if (!acknowledged)
                throw new IOException($"I2C adapter {adapter}: no acknowledge from 0x{address:X2}.");
        }
    }

    private IVirtualChip Chip(int adapter, int address) => _chips.TryGetValue((adapter, address), out IVirtualChip? chip)
        ? chip
        : throw new ArgumentException($"The virtual board has no chip at 0x{address:X2} of adapter {adapter}.", nameof(address));
}
