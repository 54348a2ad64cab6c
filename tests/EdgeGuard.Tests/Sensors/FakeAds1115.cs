namespace EdgeGuard.Gateway.Tests.Sensors;

/// <summary>The registers of an ADS1115 with one voltage at all inputs.</summary>
internal sealed class FakeAds1115
{
    private ushort _config = 0x8583;

    public double Volts { get; init; }

    /// <summary>The configuration is back at its reset value when it is read.</summary>
    public bool LosesPower { get; init; }

    /// <summary>How often the conversion is found unfinished.</summary>
    public int BusyLooks { get; set; }

    public FakeI2cDevice Device() => new()
    {
        OnWrite = bytes =>
        {
            Assert.Equal(1, bytes[0]);
            _config = LosesPower ? (ushort)0x8583 : (ushort)(bytes[1] << 8 | bytes[2]);
        },
        OnRead = (register, _) =>
        {
            int value = register[0] == 1 ? Config() : Code();
            return [(byte)(value >> 8), (byte)value];
        },
    };

    private int Config() => BusyLooks-- > 0 ? _config & 0x7FFF : _config | 0x8000;

    private int Code()
    {
        double fullScale = new[] { 6.144, 4.096, 2.048, 1.024, 0.512, 0.256 }[_config >> 9 & 7];
        return (int)Math.Clamp(Math.Round(Volts / fullScale * 32768), -32768, 32767);
    }
}
