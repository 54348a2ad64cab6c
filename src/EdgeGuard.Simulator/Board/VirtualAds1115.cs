using System.Buffers.Binary;

namespace EdgeGuard.Simulator.Board;

/// <summary>
/// Texas Instruments ADS1115: pointer, conversion, config and threshold registers, single shots that take 1/rate, continuous mode, gain
/// and multiplexer. No checksums. Source: datasheet SBAS444, 7.3, 7.5 and 8.1.
/// </summary>
/// <param name="input">Volts at AIN0-AIN3, now.</param>
internal sealed class VirtualAds1115(Func<int, double> input, TimeProvider time) : IVirtualChip
{
    private const ushort ConfigAtReset = 0x8583, Start = 1 << 15, SingleShot = 1 << 8;

    private static readonly double[] FullScale = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256];
    private static readonly double[] Rate = [8, 16, 32, 64, 128, 250, 475, 860];

    private readonly ushort[] _registers = [0, ConfigAtReset, 0x8000, 0x7FFF];
    private int _pointer;
    private bool _converting;
    private short _result;
    private long _started;

    public bool CorruptsChecksums { get; set; }

    private ushort Config => _registers[1];

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return true;
        _pointer = bytes[0] & 3;
        if (bytes.Length >= 3 && _pointer != 0)
            Set(BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]));
        return true;
    }

    public bool Read(Span<byte> bytes)
    {
        Finish();
        ushort value = _pointer switch
        {
            0 => _registers[0],
            1 => (ushort)(Config & ~Start | (_converting ? 0 : Start)),
            _ => _registers[_pointer],
        };
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(i % 2 == 0 ? value >> 8 : value);
        return true;
    }

    public void PowerCycle()
    {
        (_registers[0], _registers[1], _registers[2], _registers[3]) = (0, ConfigAtReset, 0x8000, 0x7FFF);
        _pointer = 0;
        _converting = false;
    }

    private void Set(ushort value)
    {
        if (_pointer != 1)
        {
            _registers[_pointer] = value;
            return;
        }

        Finish();
        _registers[1] = value;
        bool continuous = (value & SingleShot) == 0;
        if (continuous || (value & Start) == 0)
            return;
        _converting = true;
        _result = Sample();
        _started = time.GetTimestamp();
    }

    private void Finish()
    {
        if ((Config & SingleShot) == 0)
            _registers[0] = (ushort)Sample();
        if (!_converting || time.GetElapsedTime(_started) < TimeSpan.FromSeconds(1 / Rate[Config >> 5 & 7]))
            return;
        _converting = false;
        _registers[0] = (ushort)_result;
    }

    private short Sample()
    {
        double volts = (Config >> 12 & 7) switch
        {
            0 => input(0) - input(1),
            1 => input(0) - input(3),
            2 => input(1) - input(3),
            3 => input(2) - input(3),
            var single => input(single - 4),
        };
        return (short)Math.Clamp(Math.Round(volts / FullScale[Config >> 9 & 7] * 32768), short.MinValue, short.MaxValue);
    }
}
