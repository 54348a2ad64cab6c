using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// When the sample was taken that holds until the next one. What counts a held sample says itself how long it may hold; more is a
/// gap, be it the sensor, the bus or the gateway that was away.
/// </summary>
internal struct SampleTime
{
    /// <summary>For what is polled every few seconds: lost polls and a restart are bridged, and longer is a gap. Seconds.</summary>
    public const double LongestHold = 120;

    private long _at;

    /// <summary>There was a sample at all.</summary>
    public bool Any { get; private set; }

    public void Take(long now)
    {
        Any = true;
        _at = now;
    }

    /// <summary>Seconds since the sample; infinite when there is none.</summary>
    public readonly double Since(long now) => Any ? (now - _at) / 1000.0 : double.PositiveInfinity;

    public readonly void Save(StateWriter writer)
    {
        writer.Write(Any);
        writer.Write(_at);
    }

    public static SampleTime Load(ref StateReader reader) => new() { Any = reader.ReadBool(), _at = reader.ReadLong() };
}
