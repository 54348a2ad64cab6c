using System.Buffers.Binary;

namespace EdgeGuard.Simulator.Board;

/// <summary>
/// Sensirion SHT3x: single shots, soft reset, break, heater bit and status. A result is there 12.5 ms after the command (datasheet table 4,
/// high repeatability, typical); a read before that, or without a command, is not acknowledged. Source: datasheet SHT3x-DIS 4.3-4.13.
/// </summary>
/// <param name="climate">Temperature in degC and humidity in %RH, now.</param>
internal sealed class VirtualSht3x(Func<(double Temperature, double Humidity)> climate, TimeProvider time) : IVirtualChip
{
    private const ushort ResetStatus = 0x8010, HeaterBit = 1 << 13, CommandFailedBit = 1 << 1;

    private static readonly TimeSpan MeasureTime = TimeSpan.FromMilliseconds(12.5);

    private readonly byte[] _answer = new byte[6];
    private int _answerLength;
    private long _started;
    private TimeSpan _busyFor;
    private ushort _status = ResetStatus;

    public bool CorruptsChecksums { get; set; }

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return bytes.IsEmpty;
        ushort command = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        bool known = Execute(command);
        _status = (ushort)(known ? _status & ~CommandFailedBit : _status | CommandFailedBit);
        return known;
    }

    public bool Read(Span<byte> bytes)
    {
        if (_answerLength == 0 || time.GetElapsedTime(_started) < _busyFor)
            return false;
        ReadOnlySpan<byte> answer = _answer.AsSpan(0, _answerLength);
        bytes.Fill(0xFF);
        answer[..Math.Min(answer.Length, bytes.Length)].CopyTo(bytes);
        _answerLength = 0;
        return true;
    }

    public void PowerCycle()
    {
        _status = ResetStatus;
        _answerLength = 0;
    }

    /// <summary>CRC-8 of the datasheet's 4.12: polynomial 0x31, start 0xFF; of 0xBEEF it is 0x92.</summary>
    internal static byte Checksum(ushort word)
    {
        uint remainder = 0xFF;
        for (int bit = 15; bit >= 0; bit--)
        {
            uint carry = remainder >> 7 ^ (uint)(word >> bit & 1);
            remainder = remainder << 1 & 0xFF ^ carry * 0x31;
        }

        return (byte)remainder;
    }

    private bool Execute(ushort command)
    {
        switch (command)
        {
            case 0x2400 or 0x240B or 0x2416:
                Measure(MeasureTime);
                return true;
            case 0x2C06 or 0x2C0D or 0x2C10:
                // It would stretch the clock until it is done; the read then finds the result.
                Measure(TimeSpan.Zero);
                return true;
            case 0xF32D:
                _answerLength = Put(0, _status);
                _busyFor = TimeSpan.Zero;
                return true;
            case 0x3041:
                _status &= 0x7FEF;
                return true;
            case 0x306D:
                _status |= HeaterBit;
                return true;
            case 0x3066:
                _status = (ushort)(_status & ~HeaterBit);
                return true;
            case 0x30A2 or 0x3093:
                _status = command == 0x30A2 ? ResetStatus : _status;
                _answerLength = 0;
                return true;
            default:
                return false;
        }
    }

    private void Measure(TimeSpan takes)
    {
        (double temperature, double humidity) = climate();
        Put(0, (ushort)Math.Clamp(Math.Round((temperature + 45) / 175 * 65535), 0, 65535));
        _answerLength = Put(3, (ushort)Math.Clamp(Math.Round(humidity / 100 * 65535), 0, 65535));
        _started = time.GetTimestamp();
        _busyFor = takes;
    }

    private int Put(int at, ushort word)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_answer.AsSpan(at), word);
        _answer[at + 2] = (byte)(Checksum(word) ^ (CorruptsChecksums ? 0x55 : 0));
        return at + 3;
    }
}
