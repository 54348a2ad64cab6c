using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Life;

/// <summary>The room now, and what acts on its sensors beside it. One object a life, filled anew at every change.</summary>
internal sealed class LifeMoment(RoomState state)
{
    public const int Probes = 4;

    private readonly double[] _offsets = new double[Probes];
    private readonly double?[] _spikes = new double?[Probes];
    private readonly bool[] _stuck = new bool[Probes];
    private readonly bool[] _smoke = new bool[2];
    private readonly bool[] _unsaid = new bool[2], _switchedOff = new bool[2];

    public RoomState State { get; set; } = state;

    public bool SurgeArresterFailed { get; set; }

    /// <summary>By bit: devices that do not answer.</summary>
    public uint Silent { get; set; }

    public void Clear()
    {
        Array.Clear(_offsets);
        Array.Clear(_spikes);
        Array.Clear(_stuck);
        Array.Clear(_smoke);
        Array.Clear(_unsaid);
        Array.Clear(_switchedOff);
        SurgeArresterFailed = false;
        Silent = 0;
    }

    public void Shift(int probe, double kelvin) => _offsets[probe - 1] += kelvin;

    public void Spike(int probe, double temperature) => _spikes[probe - 1] = temperature;

    public void Stick(int probe) => _stuck[probe - 1] = true;

    public void TripSmoke(int detector) => _smoke[detector - 1] = true;

    /// <summary>The unit's fault does not show in what its controller says.</summary>
    public void LeaveUnsaid(int unit) => _unsaid[unit - 1] = true;

    public void SwitchOff(int unit) => _switchedOff[unit - 1] = true;

    public double? SpikeOf(int probe) => _spikes[probe - 1];

    public bool IsStuck(int probe) => _stuck[probe - 1];

    public bool Smoke(int detector) => _smoke[detector - 1];

    public double Temperature(int probe) => State.Probe(Place(probe)) + _offsets[probe - 1];

    public double Humidity(int probe) => State.ProbeHumidity(Place(probe));

    public AirConditionerState Unit(int unit) => unit == 1 ? State.AirConditioner1 : State.AirConditioner2;

    /// <summary>The controller tells a fault.</summary>
    public bool UnitFault(int unit) => (Unit(unit).Failed && !_unsaid[unit - 1]) || Unit(unit).FanFailed;

    public bool IsSwitchedOff(int unit) => _switchedOff[unit - 1];

    private static RoomProbe Place(int probe) => probe switch
    {
        1 => RoomProbe.Low,
        2 => RoomProbe.Middle,
        3 => RoomProbe.High,
        _ => RoomProbe.Rack,
    };
}
