using EdgeGuard.Gateway.Sensors;

namespace EdgeGuard.Gateway.Tests.Sensors.IotBindings;

/// <summary>
/// Sensirion SCD4x as far as a periodic measurement goes: commands of 16 bits, words with a checksum. Source: datasheet SCD4x, sections 3.4 and 3.5.
/// </summary>
internal sealed class FakeScd4x
{
    private const int Start = 0x21B1, DataReady = 0xE4B8, ReadMeasurement = 0xEC05;

    private int _command;
    private bool _measures;

    public FakeScd4x() => Device = new FakeI2cDevice { OnWrite = Command, OnRead = (_, _) => Answer() };

    public FakeI2cDevice Device { get; }

    public ushort[] Words { get; set; } = [0x01F4, 0x6667, 0x5EB9];

    /// <summary>Which word comes with a wrong checksum.</summary>
    public int? Mutilated { get; set; }

    public bool NeverReady { get; set; }

    private void Command(byte[] bytes)
    {
        _command = bytes[0] << 8 | bytes[1];
        _measures = _command is Start or DataReady or ReadMeasurement && (_measures || _command == Start);
    }

    private byte[] Answer() => _command switch
    {
        DataReady => Word((ushort)(_measures && !NeverReady ? 0x8006 : 0x8000)),
        ReadMeasurement => [.. Words.SelectMany((w, i) => Word(w, i == Mutilated))],
        _ => throw new IOException("no acknowledge"),
    };

    private static byte[] Word(ushort word, bool mutilated = false)
    {
        byte[] bytes = [(byte)(word >> 8), (byte)word, 0];
        bytes[2] = (byte)(Crc8.Compute(bytes.AsSpan(0, 2)) ^ (mutilated ? 0x55 : 0));
        return bytes;
    }
}
