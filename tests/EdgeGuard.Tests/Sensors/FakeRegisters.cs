namespace EdgeGuard.Gateway.Tests.Sensors;

/// <summary>A chip of 16-bit registers that a test fills by hand; what is written is kept.</summary>
internal sealed class FakeRegisters
{
    public Dictionary<byte, int> Words { get; } = [];

    /// <summary>Called with register and value after a write.</summary>
    public Action<byte, int> Wrote { get; set; } = (_, _) => { };

    /// <summary>Writes that only select a register, as those of other people's drivers do, are taken too.</summary>
    public FakeI2cDevice Device()
    {
        byte register = 0;
        return new FakeI2cDevice
        {
            OnWrite = bytes =>
            {
                register = bytes[0];
                if (bytes.Length == 1)
                    return;
                int value = bytes.Length == 2 ? bytes[1] : bytes[1] << 8 | bytes[2];
                Words[register] = value;
                Wrote(register, value);
            },
            OnRead = (selected, count) =>
            {
                int value = Words.GetValueOrDefault(selected is [var first, ..] ? first : register);
                return count == 1 ? [(byte)value] : [(byte)(value >> 8), (byte)value];
            },
        };
    }
}
