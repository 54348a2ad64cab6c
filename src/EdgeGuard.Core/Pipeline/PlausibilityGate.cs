using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Leaves out what is faster than physics: a spike of one or two samples. The third in a row is believed, for plausibility must
/// not hide a fire (domain: section 4.1, rule 2).
/// </summary>
internal sealed class PlausibilityGate
{
    private const int MostDropped = 2;

    /// <summary>Two polls close together would otherwise leave a sensor's own step no room [our default].</summary>
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(10);

    private readonly PointTable _points;
    private readonly Dictionary<int, Gate> _gates;

    public PlausibilityGate(PointTable points)
    {
        _points = points;
        _gates = points.All.Where(p => p.MaxRate is not null).ToDictionary(p => p.Id.Index, p => new Gate(p.MaxRate!.Value));
    }

    /// <summary>The reading, or a bad one in its place.</summary>
    public Reading Pass(in Reading reading)
    {
        if (!_gates.TryGetValue(reading.Point.Index, out Gate? gate) || reading.Quality == Quality.Bad)
            return reading;
        if (gate.Known && gate.Dropped < MostDropped && IsTooFast(gate, reading))
        {
            gate.Dropped++;
            return Reading.Bad(reading.Point, QualityReason.Implausible, reading.At);
        }

        (gate.Known, gate.Value, gate.At, gate.Dropped) = (true, reading.Value, reading.At, 0);
        return reading;
    }

    private static bool IsTooFast(Gate gate, in Reading reading)
    {
        if (reading.At.Since(gate.At) is not { } span)
            return false;
        double minutes = (span > s_least ? span : s_least).TotalMinutes;
        return Math.Abs(reading.Value - gate.Value) > gate.MaxRate * minutes;
    }

    public IReadOnlyList<GateMemory> Save() =>
    [
        .. from point in _points.All
           let gate = _gates.GetValueOrDefault(point.Id.Index)
           where gate is { Known: true }
           select new GateMemory(point.Name, gate.Value, gate.At.SinceBoot.Ticks, gate.Dropped),
    ];

    /// <summary>Takes up what the same run, or one just ended, knew.</summary>
    /// <param name="move">Brings a moment of that run into this one.</param>
    public void Restore(IReadOnlyList<GateMemory> saved, Func<long, MonotonicTime> move)
    {
        foreach (GateMemory memory in saved)
        {
            if (_points.TryFind(memory.Point, out PointInfo? point) && _gates.TryGetValue(point.Id.Index, out Gate? gate))
                (gate.Known, gate.Value, gate.At, gate.Dropped) = (true, memory.Value, move(memory.At), memory.Dropped);
        }
    }

    private sealed class Gate(double maxRate)
    {
        public double MaxRate { get; } = maxRate;

        public bool Known { get; set; }

        public double Value { get; set; }

        public MonotonicTime At { get; set; }

        public int Dropped { get; set; }
    }
}

/// <summary>The last value that was believed.</summary>
/// <param name="At">Ticks since the start of the run that made the snapshot.</param>
public sealed record GateMemory(string Point, double Value, long At, int Dropped);
