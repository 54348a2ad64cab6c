using CsCheck;

namespace EdgeGuard.Core.Tests.Pipeline;

public class OccurrenceLawTests
{
    private enum Step
    {
        Good,
        Bad,
        Fail,
        Ack,
        Reset,
        Restart,
    }

    private static readonly Gen<(Step, double, int)[]> s_story =
        Gen.Select(Gen.Enum<Step>(), Gen.Double[20, 34], Gen.Int[1, 40]).Array[0, 120];

    [Fact]
    public void Per_serial_there_is_one_begin_and_at_most_one_end_and_never_an_end_alone() =>
        s_story.Sample(story =>
        {
            foreach (IGrouping<string, string> serial in Tell(story).GroupBy(t => t.Split(' ', '@')[2]))
            {
                List<string> flags = [.. serial.Select(t => t.Split(' ')[0])];
                Assert.Equal("Begin", flags[0]);
                Assert.Single(flags, f => f == "Begin");
                Assert.InRange(flags.Count(f => f == "End"), 0, 1);
            }
        });

    [Fact]
    public void Silence_raises_its_own_alarm_and_ends_nothing() =>
        s_story.Sample(story =>
        {
            (Step, double, int)[] bad = [.. story.Select(s => (s.Item1 is Step.Good or Step.Bad ? Step.Fail : s.Item1, s.Item2, s.Item3))];
            Assert.DoesNotContain(Tell(bad), t => t.StartsWith("End", StringComparison.Ordinal));
        });

    private static List<string> Tell((Step, double, int)[] story)
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1, on: 5, off: 3) with
        {
            Hh = new(31),
            L = new(22),
            Latch = story.Length % 2 == 0,
        });
        double now = 0;
        foreach ((Step step, double value, int gap) in story)
        {
            now += gap;
            uint serial = room.Told.Count == 0 ? 1 : uint.Parse(room.Told[^1].Split(' ', '@')[2]);
            switch (step)
            {
                case Step.Good: room.Good(now, value); break;
                case Step.Bad: room.Bad(now); break;
                case Step.Fail: room.Fail(now); break;
                case Step.Ack: room.Ack(now, serial); break;
                case Step.Reset: room.Reset(now, serial); break;
                case Step.Restart:
                    room.Restart(room.Pipeline.Snapshot(), TimeSpan.FromSeconds(gap * 3));
                    now = 0;
                    break;
            }
        }

        return room.Told;
    }
}
