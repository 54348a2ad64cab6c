using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Least, greatest and mean of a point over a time; each value counts for as long as it held.</summary>
internal sealed class HistoryTally
{
    private double _sum;
    private double _seconds;
    private double _last = double.NaN;
    private bool _poor;

    public int Count { get; private set; }

    public int Bad { get; private set; }

    public double? Min { get; private set; }

    public double? Max { get; private set; }

    /// <summary>Of values that held for no time at all, the last.</summary>
    public double? Mean => _seconds > 0 ? _sum / _seconds : double.IsNaN(_last) ? null : _last;

    /// <summary>Good only where every value was.</summary>
    public Quality Quality => Mean is null ? Quality.Bad : _poor ? Quality.Uncertain : Quality.Good;

    public bool IsEmpty => Count == 0 && _seconds == 0 && !_poor;

    public void Take(in StoredReading reading)
    {
        Count++;
        if (reading.Quality == Quality.Bad)
            Bad++;
        See(reading);
    }

    /// <summary>A value held on for so long.</summary>
    public void Hold(in StoredReading reading, TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
            return;
        See(reading);
        if (reading.Quality == Quality.Bad)
            return;
        _sum += reading.Value * time.TotalSeconds;
        _seconds += time.TotalSeconds;
    }

    private void See(in StoredReading reading)
    {
        _poor |= reading.Quality != Quality.Good;
        if (reading.Quality == Quality.Bad)
            return;
        _last = reading.Value;
        Min = Min is { } min ? Math.Min(min, reading.Value) : reading.Value;
        Max = Max is { } max ? Math.Max(max, reading.Value) : reading.Value;
    }
}
