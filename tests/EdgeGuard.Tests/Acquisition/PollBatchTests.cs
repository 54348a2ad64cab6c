using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Tests.Acquisition;

public class PollBatchTests
{
    private static readonly MonotonicTime Now = new(1, TimeSpan.FromSeconds(5));

    private readonly PollBatch _batch = new(3, [new PointId(7), new PointId(8)]);

    [Fact]
    public void A_failed_poll_makes_every_point_bad_once_whatever_was_added_before()
    {
        _batch.Begin(Now);
        _batch.Add(Reading.Good(new PointId(7), 1, Now));

        _batch.Fail(QualityReason.CommFailure, "no answer");

        Assert.True(_batch.Failed);
        Assert.Equal("no answer", _batch.Detail);
        Assert.Equal([Reading.Bad(new PointId(7), QualityReason.CommFailure, Now), Reading.Bad(new PointId(8), QualityReason.CommFailure, Now)], _batch.Readings.ToArray());
    }

    [Fact]
    public void The_next_poll_begins_empty()
    {
        _batch.Begin(Now);
        _batch.Fail(QualityReason.CommFailure, "no answer");

        _batch.Begin(Now);

        Assert.False(_batch.Failed);
        Assert.Null(_batch.Detail);
        Assert.Equal(0, _batch.Count);
    }

    [Fact]
    public void After_its_end_a_poll_has_no_readings_and_the_next_one_has_its_own()
    {
        _batch.Begin(Now);
        _batch.Add(Reading.Good(new PointId(7), 1, Now));

        _batch.End();

        Assert.True(_batch.Readings.IsEmpty);
        _batch.Begin(Now);
        _batch.Add(Reading.Good(new PointId(8), 2, Now));
        Assert.Equal([Reading.Good(new PointId(8), 2, Now)], _batch.Readings.ToArray());
    }

    [Fact]
    public void A_batch_takes_more_readings_than_points_and_keeps_their_order()
    {
        _batch.Begin(Now);
        for (int i = 0; i < 20; i++)
            _batch.Add(Reading.Good(new PointId(7), i, Now));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (double)i), _batch.Readings.ToArray().Select(r => r.Value));
    }
}
