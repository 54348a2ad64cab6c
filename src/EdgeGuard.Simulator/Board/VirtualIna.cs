namespace EdgeGuard.Simulator.Board;

/// <summary>
/// Texas Instruments INA219 and INA226: shunt, bus and current registers, calibration, triggered and continuous mode, reset. Source: datasheets
/// SBOS448G, sections 8.5 and 8.6, and SBOS547A, sections 7.5 and 7.6.
/// </summary>
/// <param name="supply">Volts at the bus input and amperes through the shunt, now.</param>
internal sealed class VirtualIna(bool is226, double shuntOhms, Func<(double Volts, double Amperes)> supply, TimeProvider time) : WordRegisterChip
{
    private static readonly double[] Times226 = [140, 204, 332, 588, 1100, 2116, 4156, 8244];
    private static readonly int[] Samples226 = [1, 4, 16, 64, 128, 256, 512, 1024];

    private readonly int[] _results = new int[3];
    private ushort _config = AtReset(is226);
    private ushort _calibration;
    private bool _measuring = true;
    private bool _ready;
    private long _started = time.GetTimestamp();

    public override void PowerCycle()
    {
        base.PowerCycle();
        Array.Clear(_results);
        // It measures all the time until it is told otherwise.
        (_config, _calibration, _measuring, _ready) = (AtReset(is226), 0, true, false);
        _started = time.GetTimestamp();
    }

    protected override ushort Get(byte register)
    {
        Finish();
        return register switch
        {
            0 => _config,
            1 => (ushort)_results[0],
            2 when is226 => (ushort)_results[1],
            2 => (ushort)(_results[1] << 3 | (_ready ? 2 : 0)),
            4 => (ushort)_results[2],
            5 => _calibration,
            6 when is226 => MaskEnable(),
            0xFE when is226 => 0x5449,
            0xFF when is226 => 0x2260,
            _ => 0,
        };
    }

    protected override void Set(byte register, ushort value)
    {
        if (register == 5)
            _calibration = (ushort)(value & (is226 ? 0x7FFF : 0xFFFE));
        if (register != 0)
            return;
        if ((value & 0x8000) != 0)
        {
            PowerCycle();
            return;
        }

        _config = value;
        _ready = false;
        _measuring = (value & 3) != 0;
        _started = time.GetTimestamp();
    }

    private static ushort AtReset(bool is226) => (ushort)(is226 ? 0x4127 : 0x399F);

    /// <summary>Ready is told once.</summary>
    private ushort MaskEnable()
    {
        ushort flags = (ushort)(_ready ? 8 : 0);
        _ready = false;
        return flags;
    }

    private void Finish()
    {
        if (!_measuring || time.GetElapsedTime(_started) < MeasureTime())
            return;
        _measuring = (_config & 4) != 0;
        _ready = true;
        (double volts, double amperes) = supply();
        int most = is226 ? 32767 : 4000 << (_config >> 11 & 3);
        _results[0] = (int)Math.Clamp(Math.Round(amperes * shuntOhms / (is226 ? 2.5e-6 : 1e-5)), -most, most);
        _results[1] = (int)Math.Round(volts / (is226 ? 1.25e-3 : 4e-3));
        _results[2] = (int)((long)_results[0] * _calibration / (is226 ? 2048 : 4096));
    }

    private TimeSpan MeasureTime()
    {
        double microseconds = is226
            ? Samples226[_config >> 9 & 7] * (Times226[_config >> 6 & 7] + Times226[_config >> 3 & 7])
            : Time219(_config >> 7 & 15) + Time219(_config >> 3 & 15);
        return TimeSpan.FromMicroseconds(microseconds);
    }

    private static double Time219(int field) => field < 8 ? new[] { 84.0, 148, 276, 532 }[field & 3] : 532 * (1 << (field & 7));
}
