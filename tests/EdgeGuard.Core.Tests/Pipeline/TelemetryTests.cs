using System.Text.Json;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Pipeline;

public class TelemetryTests
{
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
