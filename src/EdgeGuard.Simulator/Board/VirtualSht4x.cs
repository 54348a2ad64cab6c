using System.Buffers.Binary;

namespace EdgeGuard.Simulator.Board;

/// <summary>
/// Sensirion SHT4x: measurements of three precisions, serial number, soft reset; one byte a command. A read before the result is there is not
/// acknowledged. Source: datasheet SHT4x: 4.4 to 4.7, times in table 5 (high precision 6.9 ms, typical).
/// </summary>
/// <param name="climate">Temperature in degC and humidity in %RH, now.</param>
internal sealed class VirtualSht4x(Func<(double Temperature, double Humidity)> climate, uint serial, TimeProvider time) : IVirtualChip
{
    private readonly byte[] _answer = new byte[6];
    private bool _hasAnswer;
    private long _started;
    private TimeSpan _busyFor;

    public bool CorruptsChecksums { get; set; }

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return true;
        (double temperature, double humidity) = climate();
        switch (bytes[0])
        {
            case 0xFD or 0xF6 or 0xE0:
                Answer(Code((temperature + 45) / 175), Code((humidity + 6) / 125), bytes[0] switch { 0xFD => 6.9, 0xF6 => 3.7, _ => 1.3 });
                return true;
            case 0x89:
                Answer((ushort)(serial >> 16), (ushort)serial, 0);
                return true;
            case 0x94:
                PowerCycle();
                return true;
            default:
                return false;
        }
    }

    public bool Read(Span<byte> bytes)
    {
        if (!_hasAnswer || time.GetElapsedTime(_started) < _busyFor)
            return false;
        bytes.Fill(0xFF);
        _answer.AsSpan(0, Math.Min(_answer.Length, bytes.Length)).CopyTo(bytes);
        _hasAnswer = false;
        return true;
    }

    public void PowerCycle() => _hasAnswer = false;

    private static ushort Code(double share) => (ushort)Math.Clamp(Math.Round(share * 65535), 0, 65535);

    private void Answer(ushort first, ushort second, double milliseconds)
    {
        Put(0, first);
        Put(3, second);
        _hasAnswer = true;
        _started = time.GetTimestamp();
        _busyFor = TimeSpan.FromMilliseconds(milliseconds);
    }

    private void Put(int at, ushort word)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_answer.AsSpan(at), word);
        _answer[at + 2] = (byte)(VirtualSht3x.Checksum(word) ^ (CorruptsChecksums ? 0x55 : 0));
    }
}
