using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Delivery;

public class OriginTests
{
    [Theory]
    [InlineData(Origin.Live, "\"origin\":\"live\"", false)]
    [InlineData(Origin.Simulated, "\"origin\":\"simulated\"", true)]
    public void What_is_not_real_says_so_in_alarms_and_telemetry(Origin origin, string mark, bool telemetryMarked)
    {
        var x = new PointSpec("x", null, null, Unit.None, new Words("值", "Value"), new Dictionary<int, Words>());
        GatewayModel model = ModelBuilder.Build(
            [new DeviceSpec("d", new Words("设备", "Device"), TimeSpan.FromSeconds(1), 2, [x])],
            RuleSet.Plain(TestRoom.High(27)),
            Language.En,
            new TelemetryConfig()) with
        { Origin = origin };
        var pipeline = new GatewayPipeline(model);
        pipeline.AddSerials(1, 10);

        var now = new MonotonicTime(1, TimeSpan.Zero);
        PipelineOutput output = pipeline.Apply(new PollInput(now, 0, new[] { Reading.Good(model.Devices[0].Points[0], 28, now) }));
        MessageDraft alarm = Assert.Single(output.ToBatch().Messages);
        MessageDraft telemetry = Assert.Single(pipeline.Flush(now).ToBatch().Messages);

        Assert.Contains(mark, Encoding.UTF8.GetString(alarm.Body.Span), StringComparison.Ordinal);
        Assert.Equal(telemetryMarked, Encoding.UTF8.GetString(telemetry.Body.Span).Contains(mark, StringComparison.Ordinal));
    }
}
