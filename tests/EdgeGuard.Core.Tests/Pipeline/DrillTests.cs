using System.Text;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Pipeline;

/// <summary>A drill beside the real room, on one store and one stock of numbers (domain: section 4.1, rule 12).</summary>
public class DrillTests
{
    private static readonly GatewayModel s_real = Model();

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _kept = [];
    private readonly List<string> _told = [];
    private readonly List<string> _messages = [];
    private uint _serials = 1;

    private static GatewayModel Model()
    {
        PointSpec[] points =
        [
            new("mains", null, null, Unit.None, new Words("市电", "Mains"), new Dictionary<int, Words>()),
            new("ac", null, null, Unit.None, new Words("空调", "Cooling"), new Dictionary<int, Words>()),
        ];
        return ModelBuilder.Build(
            [new DeviceSpec("d", new Words("设备", "Device"), TimeSpan.FromSeconds(1), 2, points)],
            RuleSet.Plain(Rule("mains"), Rule("ac", "mains")), Language.En, new TelemetryConfig());
    }

    private static RuleConfig Rule(string point, params string[] suppressedBy) => new()
    {
        Id = point,
        Type = RuleType.Digital,
        Point = $"d.{point}",
        On = TimeSpan.Zero,
        Off = TimeSpan.Zero,
        SuppressedBy = suppressedBy,
        Label = new Words(point, point),
    };

    private GatewayPipeline Make(GatewayModel model)
    {
        var pipeline = new GatewayPipeline(model);
        pipeline.AddSerials(_serials, 100);
        _serials += 100;
        return pipeline;
    }

    private void Poll(GatewayPipeline pipeline, double seconds, double mains, double ac)
    {
        MonotonicTime at = new(1, TimeSpan.FromSeconds(seconds));
        IReadOnlyList<PointId> ids = s_real.Devices[0].Points;
        Take(pipeline.Apply(new PollInput(at, 0, new[] { Reading.Good(ids[0], mains, at), Reading.Good(ids[1], ac, at) }, false, null)));
    }

    private void Take(PipelineOutput output)
    {
        _told.AddRange(output.Transitions.Select(t => $"{t.Alarm.Key} {t.Flag} {t.State.Letter}"));
        CommitBatch batch = output.ToBatch();
        _messages.AddRange(batch.Messages.Select(m => Encoding.UTF8.GetString(m.Body.Span)));
        foreach (StateChange change in batch.States)
        {
            if (change.State is { } state)
                _kept[change.Key] = state;
            else
                _kept.Remove(change.Key);
        }
    }

    [Fact]
    public void A_drill_neither_suppresses_nor_joins_a_real_alarm()
    {
        GatewayPipeline real = Make(s_real);
        GatewayPipeline drill = Make(s_real.Apart(Origin.Drill));

        Poll(drill, 0, mains: 1, ac: 0);
        Poll(real, 1, mains: 0, ac: 0);
        Poll(drill, 2, mains: 1, ac: 1);
        Poll(real, 3, mains: 0, ac: 1);

        Assert.Equal(["drill:d.mains.mains Begin B", "drill:d.ac.ac Begin H", "d.ac.ac Begin B"], _told);
        Assert.Equal(["drill", "drill", "live"], _messages.Select(m => m.Split("\"origin\":\"")[1].Split('"')[0]));
        Assert.Equal(["d.ac.ac", "drill:d.ac.ac", "drill:d.mains.mains"], _kept.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void After_a_restart_each_takes_up_its_own_and_ends_nothing_of_the_other()
    {
        Poll(Make(s_real), 0, mains: 0, ac: 1);
        GatewayPipeline drill = Make(s_real.Apart(Origin.Drill));
        Poll(drill, 0, mains: 1, ac: 0);
        Take(drill.Apply(new MaintenanceInput(new MonotonicTime(1, TimeSpan.FromSeconds(1)), "d", TimeSpan.FromHours(1), "li", "drill")));
        _told.Clear();

        GatewayPipeline real = Make(s_real);
        drill = Make(s_real.Apart(Origin.Drill));
        MonotonicTime at = new(2, TimeSpan.Zero);
        Take(real.Restore(new RestoredState([.. _kept], null, null), at));
        Take(drill.Restore(new RestoredState([.. _kept], null, null), at));

        Assert.Empty(_told);
        Assert.Equal(["d.ac.ac"], real.Standing().Select(a => a.Alarm.Key));
        Assert.Equal(["drill:d.mains.mains"], drill.Standing().Select(a => a.Alarm.Key));
        Assert.Empty(real.MaintenanceWindows);
        Assert.Equal("d", Assert.Single(drill.MaintenanceWindows).Device);
    }
}
