using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Tests.Profiles;

namespace EdgeGuard.Core.Tests.Pipeline;

/// <summary>The full packs over fifty devices: whatever is read, nothing breaks, nothing is told twice, and a restart changes nothing.</summary>
[Collection(nameof(Alone))]
public class FullRoomTests
{
    private static readonly GatewayModel s_model = BigRoom.Model(Shipped.Hardware, Shipped.Signals) with { Telemetry = null };

    [Fact]
    public void A_million_random_readings_raise_no_exception_and_leave_no_growing_memory()
    {
        var room = new WildRoom(s_model, seed: 7);
        room.Live(seconds: 100);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        room.Live(seconds: 500);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.True(room.Readings >= 1_000_000, $"{room.Readings} readings");
        Assert.Equal(0, room.Pipeline[s_model.Points.TryFind("gateway.rules", out PointInfo? rules) ? rules.Id : default].LastGood ?? 0);
        Assert.InRange(grown, long.MinValue, 2_000_000);
    }

    [Fact]
    public void Per_serial_there_is_one_begin_and_at_most_one_end_and_never_an_end_alone()
    {
        var room = new WildRoom(s_model, seed: 11);
        room.Live(seconds: 400);

        foreach (IGrouping<uint, (uint Serial, AlarmFlag Flag)> serial in room.Told.Where(t => t.Serial != 0).GroupBy(t => t.Serial))
        {
            Assert.Equal(AlarmFlag.Begin, serial.First().Flag);
            Assert.Single(serial, t => t.Flag == AlarmFlag.Begin);
            Assert.InRange(serial.Count(t => t.Flag == AlarmFlag.End), 0, 1);
        }
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 97)]
    [InlineData(5, 211)]
    public void A_restart_from_a_snapshot_at_any_second_changes_no_transition(int seed, int second)
    {
        var straight = new WildRoom(s_model, seed);
        straight.Live(seconds: 300);
        var restarted = new WildRoom(s_model, seed);
        restarted.Live(second);
        restarted.Restart();
        restarted.Live(300 - second);

        Assert.Equal(straight.Lines, restarted.Lines);
    }

    /// <summary>Values that jump, go bad and come back, and commands at random; the same for the same seed.</summary>
    private sealed class WildRoom
    {
        private readonly GatewayModel _model;
        private readonly Dictionary<string, ReadOnlyMemory<byte>> _kept = new(StringComparer.Ordinal);
        private readonly double[] _values;
        private ulong _random;
        private int _second;

        public WildRoom(GatewayModel model, int seed)
        {
            (_model, _random) = (model, (ulong)seed * 0x9E3779B97F4A7C15);
            _values = [.. model.Points.All.Select(BigRoom.Rest)];
            Pipeline = Start();
        }

        public GatewayPipeline Pipeline { get; private set; }

        public long Readings { get; private set; }

        public List<(uint Serial, AlarmFlag Flag)> Told { get; } = [];

        public List<string> Lines { get; } = [];

        public void Live(int seconds)
        {
            for (int i = 0; i < seconds; i++, _second++)
            {
                var at = new MonotonicTime(1, TimeSpan.FromSeconds(_second));
                foreach (DeviceModel device in _model.Devices)
                    Take(Pipeline.Apply(Poll(device, at)));
                Take(Pipeline.Apply(new TickInput(at, DateTimeOffset.UnixEpoch.AddSeconds(1_800_000_000 + _second))));
            }
        }

        public void Restart()
        {
            PipelineSnapshot snapshot = Pipeline.Snapshot();
            uint next = 1 + (uint)Told.Select(t => t.Serial).DefaultIfEmpty().Max();
            Pipeline = new GatewayPipeline(_model);
            Pipeline.AddSerials(next, 1_000_000);
            var at = new MonotonicTime(1, TimeSpan.FromSeconds(_second - 1));
            Take(Pipeline.Restore(new RestoredState([.. _kept], snapshot, TimeSpan.Zero), at));
        }

        private GatewayPipeline Start()
        {
            var pipeline = new GatewayPipeline(_model);
            pipeline.AddSerials(1, 1_000_000);
            return pipeline;
        }

        private PollInput Poll(DeviceModel device, MonotonicTime at)
        {
            bool failed = Next() % 500 == 0;
            var readings = new Reading[device.Points.Count];
            for (int i = 0; i < readings.Length; i++)
                readings[i] = failed ? Reading.Bad(device.Points[i], QualityReason.CommFailure, at) : Read(device.Points[i], at);
            Readings += readings.Length;
            return new PollInput(at, device.Index, readings, failed);
        }

        private Reading Read(PointId point, MonotonicTime at)
        {
            ulong dice = Next() % 2000;
            ref double value = ref _values[point.Index];
            if (dice == 0)
                return Reading.Bad(point, QualityReason.OutOfRange, at);
            if (_model.Points[point].Unit == Unit.None)
                value = dice < 6 ? Next() % 8 : value;
            else
                value = dice switch { 1 => BigRoom.Rest(_model.Points[point]), 2 => value * 3 - 40, 3 => -value, _ => value + (Next() % 100 - 50.0) / 200 };
            return Reading.Good(point, value, at);
        }

        private ulong Next()
        {
            _random ^= _random << 13;
            _random ^= _random >> 7;
            return _random ^= _random << 17;
        }

        private void Take(PipelineOutput output)
        {
            foreach (AlarmTransition t in output.Transitions)
            {
                Told.Add((t.State.Serial, t.Flag));
                Lines.Add($"{t.At.SinceBoot.TotalSeconds} {t.Alarm.Key} {t.Flag} {t.State.Letter} {t.State.Level} {t.State.Serial} {t.State.Value:R}");
            }

            foreach (StateChange change in output.ToBatch().States)
            {
                if (change.State is { } state)
                    _kept[change.Key] = state;
                else
                    _kept.Remove(change.Key);
            }
        }
    }
}
