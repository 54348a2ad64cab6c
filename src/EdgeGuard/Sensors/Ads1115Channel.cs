using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>One input of an <see cref="Ads1115"/>: its settings in the chip, and the way from codes to the point's unit.</summary>
internal sealed class Ads1115Channel
{
    private const ushort Start = 0x8000, AgainstGround = 0x4000, SingleShot = 0x0100, Rate128 = 0x0080, ComparatorOff = 0x0003;

    /// <summary>Full scales (V) of the gain field's values 0 to 5.</summary>
    private static readonly double[] FullScales = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256];

    private readonly ChannelConfig _config;
    private readonly ChannelUnit _unit;
    private readonly double _voltsPerCode;

    /// <exception cref="ArgumentException">The unit is unknown, or the input is not 0 to 3.</exception>
    public Ads1115Channel(PointId point, ChannelConfig config)
    {
        if (config.Input is < 0 or > 3)
            throw new ArgumentException($"An ADS1115 has inputs 0 to 3, not {config.Input}.", nameof(config));
        Point = point;
        _config = config;
        _unit = ChannelUnit.Find(config.Unit) ?? throw new ArgumentException($"Unit '{config.Unit}' is unknown; there are: {string.Join(", ", ChannelUnit.Names)}.", nameof(config));
        int gain = Gain(config);
        _voltsPerCode = FullScales[gain] / 32768;
        StartCommand = (ushort)(Start | AgainstGround | config.Input << 12 | gain << 9 | SingleShot | Rate128 | ComparatorOff);
    }

    public PointId Point { get; }

    /// <summary>The configuration register's value that starts a conversion of this input.</summary>
    public ushort StartCommand { get; }

    /// <summary>In the point's canonical unit.</summary>
    public double Scale(double volts)
    {
        double share = (volts - _config.VoltsLow) / (_config.VoltsHigh - _config.VoltsLow);
        return _unit.ToCanonical(_config.Low + share * (_config.High - _config.Low));
    }

    public void Add(PollBatch batch, short code)
    {
        double volts = code * _voltsPerCode;
        if (volts < _config.FaultBelowVolts)
            batch.AddBad(Point, QualityReason.SensorFault, $"input {_config.Input}: {volts:F3} V is below {_config.FaultBelowVolts} V (broken wire?)");
        else if (volts > _config.FaultAboveVolts)
            batch.AddBad(Point, QualityReason.SensorFault, $"input {_config.Input}: {volts:F3} V is above {_config.FaultAboveVolts} V (short circuit?)");
        else if (code is short.MaxValue or short.MinValue)
            batch.AddBad(Point, QualityReason.OutOfRange, $"input {_config.Input}: beyond the range of {volts:F3} V");
        else
            batch.Add(Reading.Good(Point, Scale(volts), batch.At));
    }

    /// <summary>The finest range whose last code but one still tells every voltage that matters.</summary>
    private static int Gain(ChannelConfig config)
    {
        double most = Math.Max(Math.Abs(config.VoltsHigh), Math.Abs(config.VoltsLow));
        most = Math.Max(most, Math.Abs(config.FaultAboveVolts ?? 0));
        return Math.Max(0, Array.FindLastIndex(FullScales, scale => scale * 32766 / 32768 > most));
    }
}
