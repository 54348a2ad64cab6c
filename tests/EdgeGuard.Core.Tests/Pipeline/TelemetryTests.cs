using System.Text.Json;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Pipeline;

public class TelemetryTests
{
    [Theory]
    [InlineData(0.005, 1)]
    [InlineData(0.2, 0)]
    [InlineData(0, 3)]
    public void A_change_within_the_deadband_is_not_told_and_without_one_every_reading_is(double deadband, int told)
    {
        (GatewayPipeline pipeline, PointId x) = Pipeline(new TelemetryConfig { Interval = TimeSpan.FromHours(1), Deadband = deadband });
        foreach ((int second, double value) in new[] { (1, 10.0), (2, 10.04), (3, 10.04), (4, 11.0) })
            _ = pipeline.Apply(Poll(x, second, value));

        MessageDraft draft = Assert.Single(pipeline.Flush(new MonotonicTime(1, TimeSpan.FromSeconds(5))).ToBatch().Messages);
        using JsonDocument body = JsonDocument.Parse(draft.Body);
        Assert.Equal(1 + told, body.RootElement.GetProperty("r").EnumerateArray().Count(static reading => reading[0].GetString() == "d.x"));
    }

    [Fact]
    public void A_message_of_a_thousand_readings_makes_little_garbage_but_itself()
    {
        (GatewayPipeline pipeline, PointId x) = Pipeline(new TelemetryConfig { Interval = TimeSpan.FromHours(1), Deadband = 0 });
        long bodies = 0;
        long before = 0;
        for (int t = 0; t < 6000; t++)
        {
            if (t == 2000) (before, bodies) = (GC.GetAllocatedBytesForCurrentThread(), 0);
            foreach (MessageDraft draft in pipeline.Apply(Poll(x, t, t % 7 * 0.25)).ToBatch().Messages) bodies += draft.Body.Length;
        }

        // A poll has some of its own, whatever is told of it.
        Assert.True(bodies > 60_000);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before - bodies) / 4000.0, 0, 700);
    }

    private static (GatewayPipeline Pipeline, PointId X) Pipeline(TelemetryConfig telemetry)
    {
        var x = new PointSpec("x", null, null, Unit.Volt, new Words("电压", "Voltage"), new Dictionary<int, Words>());
        var device = new DeviceSpec("d", new Words("设备", "Device"), TimeSpan.FromSeconds(1), 2, [x]);
        GatewayModel model = ModelBuilder.Build([device], RuleSet.Plain(), Language.En, telemetry);
        return (new GatewayPipeline(model), model.Devices[0].Points[0]);
    }

    private static PollInput Poll(PointId point, int second, double value)
    {
        var at = new MonotonicTime(1, TimeSpan.FromSeconds(second));
        return new PollInput(at, 0, new[] { Reading.Good(point, value, at) });
    }

    [Fact]
    public void Many_changes_within_an_interval_go_out_in_messages_of_a_bounded_size()
    {
        var x = new PointSpec("x", null, null, Unit.Volt, new Words("电压", "Voltage"), new Dictionary<int, Words>());
        var device = new DeviceSpec("d", new Words("设备", "Device"), TimeSpan.FromSeconds(1), 2, [x]);
        GatewayModel model = ModelBuilder.Build([device], RuleSet.Plain(), Language.En, new TelemetryConfig { Interval = TimeSpan.FromHours(1) });
        var pipeline = new GatewayPipeline(model);
        var sizes = new List<int>();

        for (int t = 0; t < 2500; t++)
        {
            var at = new MonotonicTime(1, TimeSpan.FromSeconds(t));
            Reading reading = Reading.Good(model.Devices[0].Points[0], t % 2, at);
            Count(pipeline.Apply(new PollInput(at, 0, new[] { reading })));
        }

        Count(pipeline.Flush(new MonotonicTime(1, TimeSpan.FromSeconds(2500))));

        Assert.Equal(3, sizes.Count);
        Assert.All(sizes, size => Assert.InRange(size, 1, 1010));

        void Count(PipelineOutput output)
        {
            foreach (MessageDraft draft in output.ToBatch().Messages)
            {
                using JsonDocument body = JsonDocument.Parse(draft.Body);
                sizes.Add(body.RootElement.GetProperty("r").GetArrayLength());
            }
        }
    }
}
