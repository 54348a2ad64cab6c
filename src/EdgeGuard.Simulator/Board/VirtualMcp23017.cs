namespace EdgeGuard.Simulator.Board;

/// <summary>
/// Microchip MCP23017 with inputs only: directions, polarity, pull-ups, ports; the address goes on by itself. A contact to ground that is open
/// reads high with the pull-up; without it the line floats, and reads low here. Source: datasheet DS20001952C, tables 3-4 and 3-5.
/// </summary>
/// <param name="isOpen">No way to ground, by line: 0 to 7 are GPA0 to GPA7.</param>
internal sealed class VirtualMcp23017(Func<int, bool> isOpen) : IVirtualChip
{
    private const int Count = 0x16;

    private readonly byte[] _registers = Fresh();
    private byte _pointer;

    public bool CorruptsChecksums { get; set; }

    private bool IsOtherBank => (_registers[0x0A] & 0x80) != 0;

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return true;
        _pointer = bytes[0];
        foreach (byte value in bytes[1..])
            Set(Place(_pointer++), value);
        return true;
    }

    public bool Read(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = Get(Place(_pointer++));
        return true;
    }

    public void PowerCycle()
    {
        Fresh().CopyTo(_registers, 0);
        _pointer = 0;
    }

    private static byte[] Fresh()
    {
        byte[] registers = new byte[Count];
        registers[0] = registers[1] = 0xFF;
        return registers;
    }

    /// <summary>From the address of either bank to that of BANK = 0.</summary>
    private int Place(byte address) => !IsOtherBank ? address % Count : (address & 0x0F) % (Count / 2) * 2 + (address >> 4 & 1);

    private void Set(int register, byte value)
    {
        if (register is 0x0A or 0x0B)
            _registers[0x0A] = _registers[0x0B] = value;
        else if (register is not (0x0E or 0x0F or 0x10 or 0x11))
            _registers[register] = value;
    }

    private byte Get(int register)
    {
        if (register is not (0x12 or 0x13))
            return _registers[register];
        int side = register - 0x12, value = 0;
        for (int bit = 0; bit < 8; bit++)
        {
            bool high = isOpen(8 * side + bit) && (_registers[0x0C + side] >> bit & 1) != 0;
            value |= (high ? 1 : 0) << bit;
        }

        return (byte)(value ^ _registers[2 + side]);
    }
}
