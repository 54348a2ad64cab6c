namespace EdgeGuard.Simulator.Life;

/// <summary>Makes readings of the moment: noise, resolution, lost polls, probes that lie.</summary>
internal sealed class RoomReadings(RoomLifeOptions options)
{
    private readonly RoomValue[] _values = new RoomValue[RoomLayout.Points.Count];
    private readonly RoomPoint[] _points = [.. RoomLayout.Points];
    private readonly RoomDevice[] _devices = [.. RoomLayout.Devices];
    private readonly double[] _last = new double[RoomLayout.Points.Count];
    private readonly byte[] _lostInRow = new byte[RoomLayout.Devices.Count];
    private LifeRandom _noise = new(options.Seed ^ 0x4015E);
    private LifeRandom _line = new(options.Seed ^ 0x11E);

    /// <summary>Polls that came to nothing by chance.</summary>
    public long Lost { get; private set; }

    public ReadOnlySpan<RoomValue> Sample(int device, LifeMoment moment)
    {
        RoomDevice polled = _devices[device];
        Span<RoomValue> values = _values.AsSpan(polled.First, polled.Points.Count);
        bool bad = IsLost(device) | (moment.Silent >> device & 1) != 0;
        bool stuck = polled.Probe > 0 && moment.IsStuck(polled.Probe);
        for (int i = 0; i < values.Length; i++)
        {
            int point = polled.First + i;
            if (!bad && !stuck)
                _last[point] = Measure(_points[point], moment);
            values[i] = new RoomValue(point, bad ? double.NaN : _last[point], bad);
        }

        // Temperature is a probe's first point.
        if (!bad && polled.Probe > 0 && moment.SpikeOf(polled.Probe) is { } spike)
            values[0] = values[0] with { Value = spike };
        return values;
    }

    /// <summary>What is off reads exactly 0: no noise is laid on it.</summary>
    private double Measure(RoomPoint point, LifeMoment moment)
    {
        double value = point.Read(moment);
        if (point.Noise > 0 && value != 0)
            value += options.Noise * point.Noise * _noise.NextNoise();
        return Math.Round(value * point.PerUnit) / point.PerUnit;
    }

    private bool IsLost(int device)
    {
        double share = _lostInRow[device] switch
        {
            0 => options.LostPolls,
            1 => options.LostTwice,
            _ => 0,
        };
        bool lost = _line.NextDouble() < share;
        _lostInRow[device] = (byte)(lost ? _lostInRow[device] + 1 : 0);
        if (lost)
            Lost++;
        return lost;
    }
}
