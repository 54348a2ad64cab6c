namespace EdgeGuard.Simulator.Board;

/// <summary>
/// Microchip MCP9808: ambient temperature with alert flags above it, limits, shutdown, identity. After power-on it says 0 degC until the first
/// conversion (250 ms) is done. Source: datasheet DS25095A, sections 5.1 to 5.2.
/// </summary>
/// <param name="temperature">degC, now.</param>
internal sealed class VirtualMcp9808(Func<double> temperature, TimeProvider time) : WordRegisterChip
{
    private static readonly TimeSpan ConversionTime = TimeSpan.FromMilliseconds(250);

    private readonly ushort[] _registers = [0, 0, 0, 0, 0, 0, 0x0054, 0x0400, 3];
    private long _powered = time.GetTimestamp();
    private double _held;

    public override void PowerCycle()
    {
        base.PowerCycle();
        Array.Clear(_registers, 1, 4);
        _registers[8] = 3;
        _powered = time.GetTimestamp();
        _held = 0;
    }

    protected override ushort Get(byte register) => register == 5 ? Ambient() : register < _registers.Length ? _registers[register] : (ushort)0;

    protected override void Set(byte register, ushort value)
    {
        // Shut down, it keeps what it measured last.
        if (register == 1 && (value & 0x100) != 0)
            _held = Now();
        if (register is >= 1 and <= 4 or 8)
            _registers[register] = value;
    }

    private double Now() => (_registers[1] & 0x100) != 0 || time.GetElapsedTime(_powered) < ConversionTime ? _held : temperature();

    private ushort Ambient()
    {
        int sixteenths = (int)Math.Round(Now() * 16);
        int flags = (sixteenths >= Limit(4) ? 4 : 0) | (sixteenths > Limit(2) ? 2 : 0) | (sixteenths < Limit(3) ? 1 : 0);
        return (ushort)(flags << 13 | sixteenths & 0x1FFF);
    }

    private int Limit(int register) => (_registers[register] & 0x1000) != 0 ? (_registers[register] & 0xFFF) - 0x1000 : _registers[register] & 0xFFF;
}
