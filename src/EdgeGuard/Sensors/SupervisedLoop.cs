using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// An input that is a contact at the end of a supervised loop. Its wires and its contact are two points: a loop that is open or
/// shorted says so on the second, and the contact is then unknown, neither in alarm nor at rest. The limits stand half-way between the
/// voltages of two neighbouring states.
/// </summary>
internal sealed class SupervisedLoop : Ads1115Input
{
    /// <summary>Values of the point of the wires.</summary>
    public const int LineWell = 0, LineOpen = 1, LineShorted = 2;

    /// <summary>Looks at a loop that says something new each time, before a poll gives up [our default].</summary>
    private const int Looks = 5;

    private readonly PointId _contact;
    private readonly PointId _line;
    private readonly LoopConfig _config;
    private LoopState? _settled;
    private LoopState? _seen;
    private int _looked;

    /// <exception cref="ArgumentException">The input is not 0 to 3.</exception>
    public SupervisedLoop(PointId contact, PointId line, LoopConfig config)
        : base(config.Input, config.SupplyVolts)
    {
        _contact = contact;
        _line = line;
        _config = config;
    }

    private enum LoopState : byte
    {
        Normal,
        Alarm,
        Open,
        Shorted,
    }

    /// <summary>A new state counts when it is seen twice, so that a contact that bounces says nothing on its way.</summary>
    public override TimeSpan? Add(PollBatch batch, short code)
    {
        double volts = Volts(code);
        LoopState state = StateAt(volts);
        bool settles = state == _settled || state == _seen;
        if (!settles && ++_looked < Looks)
        {
            _seen = state;
            return _config.Debounce;
        }

        _looked = 0;
        _seen = null;
        if (settles)
            _settled = state;
        Tell(batch, settles, volts);
        return null;
    }

    public override void AddFault(PollBatch batch, string fault)
    {
        _looked = 0;
        _seen = null;
        batch.AddBad(_contact, QualityReason.SensorFault, fault);
        batch.AddBad(_line, QualityReason.SensorFault, fault);
    }

    private LoopState StateAt(double volts)
    {
        (double normal, double alarm) = (_config.NormalVolts, _config.AlarmVolts);
        if (volts < Math.Min(normal, alarm) / 2)
            return LoopState.Shorted;
        if (volts > (Math.Max(normal, alarm) + _config.SupplyVolts) / 2)
            return LoopState.Open;
        return Math.Abs(volts - normal) < Math.Abs(volts - alarm) ? LoopState.Normal : LoopState.Alarm;
    }

    private void Tell(PollBatch batch, bool settles, double volts)
    {
        if (!settles)
        {
            AddFault(batch, $"the loop of input {Number} does not come to rest");
            return;
        }

        int line = _settled switch
        {
            LoopState.Open => LineOpen,
            LoopState.Shorted => LineShorted,
            _ => LineWell,
        };
        if (line == LineWell)
            batch.Add(Reading.Good(_contact, _settled == LoopState.Alarm ? 1 : 0, batch.At));
        else
            batch.AddBad(_contact, QualityReason.SensorFault, $"the loop of input {Number} is {(line == LineOpen ? "open" : "shorted")} ({volts:F3} V)");
        batch.Add(Reading.Good(_line, line, batch.At));
    }
}
