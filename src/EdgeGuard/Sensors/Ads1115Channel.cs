using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>An input that is a quantity, scaled from volts to the point's unit.</summary>
internal sealed class Ads1115Channel : Ads1115Input
{
    private readonly PointId _point;
    private readonly ChannelConfig _config;
    private readonly ChannelUnit _unit;

    /// <exception cref="ArgumentException">The unit is unknown, or the input is not 0 to 3.</exception>
    public Ads1115Channel(PointId point, ChannelConfig config)
        : base(config.Input, Math.Max(Math.Max(Math.Abs(config.VoltsHigh), Math.Abs(config.VoltsLow)), Math.Abs(config.FaultAboveVolts ?? 0)))
    {
        _point = point;
        _config = config;
        _unit = ChannelUnit.Find(config.Unit) ?? throw new ArgumentException($"Unit '{config.Unit}' is unknown; there are: {string.Join(", ", ChannelUnit.Names)}.", nameof(config));
    }

    /// <summary>In the point's canonical unit.</summary>
    public double Scale(double volts)
    {
        double share = (volts - _config.VoltsLow) / (_config.VoltsHigh - _config.VoltsLow);
        return _unit.ToCanonical(_config.Low + share * (_config.High - _config.Low));
    }

    public override TimeSpan? Add(PollBatch batch, short code)
    {
        double volts = Volts(code);
        if (volts < _config.FaultBelowVolts)
            batch.AddBad(_point, QualityReason.SensorFault, $"input {Number}: {volts:F3} V is below {_config.FaultBelowVolts} V (broken wire?)");
        else if (volts > _config.FaultAboveVolts)
            batch.AddBad(_point, QualityReason.SensorFault, $"input {Number}: {volts:F3} V is above {_config.FaultAboveVolts} V (short circuit?)");
        else if (code is short.MaxValue or short.MinValue)
            batch.AddBad(_point, QualityReason.OutOfRange, $"input {Number}: beyond the range of {volts:F3} V");
        else
            batch.Add(Reading.Good(_point, Scale(volts), batch.At));
        return null;
    }

    public override void AddFault(PollBatch batch, string fault) => batch.AddBad(_point, QualityReason.SensorFault, fault);
}
