using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What came of the requests to the devices, told once a minute as points of theirs, whether they answer or not.</summary>
/// <param name="devices">All of them; those whose bus does not tell it have no such points.</param>
internal sealed class AnswerPoints(IEnumerable<PolledDevice> devices)
{
    /// <summary>[our default]</summary>
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_lately = TimeSpan.FromMinutes(10);

    private readonly Told[] _told = [.. devices.Where(d => d.Device.AnswerPoints.Count > 0).Select(d => new Told(d))];
    private MonotonicTime? _last;

    /// <summary>Adds them to the poll of the gateway itself, when it is time.</summary>
    public void AddTo(PollBatch batch)
    {
        if (_last is { } last && batch.At.Since(last) < s_period)
            return;
        _last = batch.At;
        foreach (Told device in _told)
            device.AddTo(batch);
    }

    /// <summary>One device, with the growth of its totals.</summary>
    private sealed class Told(PolledDevice device)
    {
        private readonly RecentCount[] _counts = [.. Enumerable.Range(0, 5).Select(_ => RecentCount.FromZero(s_lately))];

        public void AddTo(PollBatch batch)
        {
            AnswerFigures now = device.Answers.Figures();
            ReadOnlySpan<long> totals = [now.Good, now.Timeouts, now.Crc, now.Refused, now.Errors];
            IReadOnlyList<PointId> points = device.Device.AnswerPoints;
            for (int i = 0; i < totals.Length; i++)
                batch.Add(Reading.Good(points[i], _counts[i].Add(batch.At.SinceBoot, totals[i]), batch.At));
            Add(batch, points[5], now.P50);
            Add(batch, points[6], now.P95);
        }

        /// <summary>Before the first answer there is none to tell: that is no fault.</summary>
        private static void Add(PollBatch batch, PointId point, TimeSpan? time) => batch.Add(time is { } known
            ? Reading.Good(point, known.TotalSeconds, batch.At)
            : Reading.Bad(point, QualityReason.Sentinel, batch.At));
    }
}
