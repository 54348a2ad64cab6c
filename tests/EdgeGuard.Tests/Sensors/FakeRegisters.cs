namespace EdgeGuard.Gateway.Tests.Sensors;

/// <summary>A chip of 16-bit registers that a test fills by hand; what is written is kept.</summary>
internal sealed class FakeRegisters
{
    public Dictionary<byte, int> Words { get; } = [];

    /// <summary>Called with register and value after a write.</summary>
    public Action<byte, int> Wrote { get; set; } = (_, _) => { };

    public FakeI2cDevice Device() => new()
    {
        OnWrite = bytes =>
        {
            int value = bytes.Length == 2 ? bytes[1] : bytes[1] << 8 | bytes[2];
            Words[bytes[0]] = value;
            Wrote(bytes[0], value);
        },
        OnRead = (selected, count) =>
        {
            int value = Words.GetValueOrDefault(selected[0]);
            return count == 1 ? [(byte)value] : [(byte)(value >> 8), (byte)value];
        },
    };
}
