using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>
/// The telemetry of a room with so many points that are read once a second, twenty a device, with noise of one or two of their last digit; every
/// reading is told, a thousand at most a message.
/// </summary>
internal sealed class TelemetryRoom(int points, uint boot)
{
    private const int Most = 1000;
    private const int OfDevice = 20;
    private readonly Random _random = new(points);
    private readonly string[] _names =
        [.. Enumerable.Range(0, points).Select(static i => $"dev{i / OfDevice:D3}.signal{i % OfDevice:D2}")];

    private readonly double[] _levels = [.. Enumerable.Range(0, points).Select(static i => 20 + (i * 37 % 380))];
    private readonly TelemetryBodyWriter _writer = new();

    /// <summary>The messages of one second.</summary>
    public IEnumerable<MessageDraft> Second(long second)
    {
        var at = new MonotonicTime(boot, TimeSpan.FromSeconds(second) + TimeSpan.FromTicks(_random.Next(100_000)));
        for (int first = 0; first < points; first += Most)
        {
            _writer.Begin(Origin.Live);
            int age = 0;
            for (int i = first; i < Math.Min(points, first + Most); i++)
            {
                if (i % OfDevice == 0) age = Math.Max(0, ((points - i) / OfDevice * 4) + _random.Next(6));
                _writer.Add(_names[i], age, Value(i), Quality.Good, QualityReason.None);
            }

            yield return TelemetryDraft.Of(at, _writer.End().ToArray());
        }
    }

    /// <summary>Two fifths are states, modes and contacts, which do not change; a third of the others drifts.</summary>
    private double Value(int i)
    {
        if (i % 5 < 2) return i % 3;
        if (i % 3 == 0) _levels[i] += _random.Next(-1, 2) / 20.0;
        return Math.Round(_levels[i] + (_random.Next(-1, 2) / 10.0), 1);
    }
}
