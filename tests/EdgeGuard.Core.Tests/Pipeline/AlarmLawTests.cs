using CsCheck;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Tests.Pipeline;

/// <summary>What holds for every story of readings, quality, commands and restarts.</summary>
public class AlarmLawTests
{
    private static readonly string[] s_rules = ["mains", "ac", "hot", "smoke", "door"];

    private enum Step
    {
        Good,
        High,
        VeryHigh,
        AllGood,
        AllHigh,
        Bad,
        Fail,
        BadForLong,
        Tick,
        Ack,
        Reset,
        Shelve,
        OneShot,
        Unshelve,
        Out,
        In,
        Maintain,
        EndMaintain,
        Restart,
    }

    private sealed record Act(Step Step, int Rule, int Gap);

    /// <summary>Mostly readings and time, so that something stands when a person comes.</summary>
    private static readonly Step[] s_readings = [Step.Good, Step.High, Step.High, Step.VeryHigh, Step.AllGood, Step.AllHigh, Step.AllHigh, Step.BadForLong, Step.Tick, Step.Tick];

    private static readonly Gen<Step> s_reading = Gen.Int[0, s_readings.Length - 1].Select(i => s_readings[i]);

    private static readonly Gen<Act[]> s_story =
        Gen.Select(Gen.Frequency((2, s_reading), (1, Gen.Enum<Step>())), Gen.Int[0, s_rules.Length - 1], Gen.Frequency((8, Gen.Int[0, 3]), (2, Gen.Int[4, 30]), (1, Gen.Int[31, 900])), (s, r, g) => new Act(s, r, g))
            .Array[0, 150];

    [Fact]
    public void The_stories_reach_every_flag()
    {
        var seen = new HashSet<AlarmFlag>();
        s_story.Sample(
            story =>
            {
                foreach (AlarmTransition t in Play(story, restarts: true).Transitions)
                    seen.Add(t.Flag);
            },
            iter: 400,
            threads: 1);

        Assert.Equal(Enum.GetValues<AlarmFlag>(), seen.Order());
    }

    [Fact]
    public void Per_serial_there_is_one_begin_and_at_most_one_end_and_never_an_end_alone() => s_story.Sample(story =>
    {
        foreach (IGrouping<uint, AlarmTransition> serial in Play(story, restarts: true).Transitions.Where(t => t.State.Serial > 0).GroupBy(t => t.State.Serial))
        {
            List<AlarmFlag> flags = [.. serial.Select(t => t.Flag)];
            Assert.Equal(AlarmFlag.Begin, flags[0]);
            Assert.Single(flags, AlarmFlag.Begin);
            Assert.InRange(flags.Count(f => f == AlarmFlag.End), 0, 1);
            Assert.Equal(Enumerable.Range(1, flags.Count), serial.Select(t => t.State.Number));
        }
    });

    [Fact]
    public void What_hides_an_alarm_ends_once_and_only_where_it_began() => s_story.Sample(story =>
    {
        foreach (IGrouping<string, AlarmTransition> alarm in Play(story, restarts: true).Transitions.GroupBy(t => t.Alarm.Key))
        {
            bool shelved = false, suppressed = false, outOfService = false;
            foreach (AlarmTransition t in alarm)
            {
                if (t.Flag == AlarmFlag.Unshelve)
                    Assert.True(shelved && t.State.Shelved is null);
                if (t.Flag == AlarmFlag.Unsuppress)
                    Assert.True(suppressed && t.State.Suppressed is null);
                if (t.Flag == AlarmFlag.InService)
                    Assert.True(outOfService && t.State.OutOfService is null);
                Assert.True(!shelved || t.State.Shelved is not null || t.Flag == AlarmFlag.Unshelve);
                Assert.True(!outOfService || t.State.OutOfService is not null || t.Flag == AlarmFlag.InService);
                Assert.True(!suppressed || t.State.Suppressed is not null || t.Flag is AlarmFlag.Unsuppress or AlarmFlag.End or AlarmFlag.Begin);
                (shelved, suppressed, outOfService) = (t.State.Shelved is not null, t.State.Suppressed is not null, t.State.OutOfService is not null);
            }
        }
    });

    [Fact]
    public void Bad_quality_alone_neither_begins_nor_ends_anything() => s_story.Sample(story =>
    {
        var plant = Make(resume: false);
        double now = 0;
        foreach (Act act in story)
        {
            int told = plant.Transitions.Count;
            Do(plant, act, ref now, restarts: true);
            if (act.Step is not (Step.Bad or Step.Fail or Step.BadForLong))
                continue;
            Assert.DoesNotContain(
                plant.Transitions.Skip(told),
                t => s_rules.Contains(t.Alarm.Rule.Id) && t.Flag is AlarmFlag.Begin or AlarmFlag.End && t.Alarm.Rule.Id is not ("silent" or "invalid"));
        }
    });

    [Fact]
    public void In_one_go_or_with_a_snapshot_and_restart_after_every_input_the_transitions_are_the_same() => s_story.Sample(story =>
    {
        Plant once = Play(story, restarts: false);
        Plant often = Play(story, restarts: false, resume: true);
        Assert.Equal(once.Told, often.Told);
        Assert.Equal(once.Kept.Keys.Order(), often.Kept.Keys.Order());
    });

    [Fact]
    public void What_is_active_is_never_forgotten_and_what_is_seen_again_is_asked_for() => s_story.Sample(story =>
    {
        Plant plant = Play(story, restarts: true);
        foreach (AlarmTransition t in plant.Transitions)
        {
            if (t.Flag is AlarmFlag.Unshelve or AlarmFlag.Unsuppress or AlarmFlag.InService && t.State.Active && t.State.Annunciated)
                Assert.False(t.State.Acked);
        }

        foreach ((AlarmDefinition alarm, AlarmState state) in plant.Pipeline.Standing())
            Assert.True(plant.Kept.ContainsKey(alarm.Key), alarm.Key + state.Letter);
    });

    private static Plant Play(Act[] story, bool restarts, bool resume = false)
    {
        Plant plant = Make(resume);
        double now = 0;
        foreach (Act act in story)
            Do(plant, act, ref now, restarts);
        return plant;
    }

    private static Plant Make(bool resume) => new(
        Plant.Rule("mains", on: 5) with { Tail = TimeSpan.FromSeconds(10), Group = "g" },
        Plant.Rule("ac", on: 3, off: 2, suppressedBy: "mains") with { Group = "g", Escalation = new Escalation(TimeSpan.FromSeconds(60), 1) },
        Plant.TwoStages("hot", 3, 2) with { SuppressedBy = ["ac", "mains"], Group = "g", ReannunciateAfter = TimeSpan.FromSeconds(90) },
        Plant.Rule("smoke", on: 1) with { Latching = true, Shelvable = false },
        Plant.Rule("door") with { Latching = true, SuppressedBy = ["smoke"] })
    {
        Restarts = resume,
    };

    private static void Do(Plant plant, Act act, ref double now, bool restarts)
    {
        now += act.Gap;
        string rule = s_rules[act.Rule];
        switch (act.Step)
        {
            case Step.Good: plant.Good(now, (rule, 0)); break;
            case Step.High: plant.Good(now, (rule, 1)); break;
            case Step.VeryHigh: plant.Good(now, (rule, 2)); break;
            case Step.AllGood: plant.Good(now, [.. s_rules.Select(r => (r, 0.0))]); break;
            case Step.AllHigh: plant.Good(now, [.. s_rules.Select(r => (r, 1.0))]); break;
            case Step.Bad: plant.Bad(now, rule); break;
            case Step.Fail: plant.Fail(now, rule); break;
            case Step.BadForLong:
                for (int i = 0; i < 4; i++)
                    plant.Bad(now++, rule);
                break;
            case Step.Tick: plant.Tick(now); break;
            case Step.Ack: plant.Ack(now, plant.State(rule).Serial); break;
            case Step.Reset: plant.Reset(now, plant.State(rule).Serial); break;
            case Step.Shelve: plant.Shelve(now, rule, act.Gap + 1); break;
            case Step.OneShot: plant.Shelve(now, rule, null, oneShot: true); break;
            case Step.Unshelve: plant.Unshelve(now, rule); break;
            case Step.Out: plant.Service(now, rule, @out: true, act.Gap % 2 == 0 ? null : act.Gap); break;
            case Step.In: plant.Service(now, rule, @out: false); break;
            case Step.Maintain: plant.Maintain(now, act.Rule == 0 ? null : rule, act.Gap + 1); break;
            case Step.EndMaintain: plant.Maintain(now, act.Rule == 0 ? null : rule, null); break;
            case Step.Restart when restarts:
                plant.Restart(act.Gap % 3 == 0 ? null : plant.Pipeline.Snapshot(), act.Gap % 2 == 0 ? null : act.Gap);
                now = 0;
                break;
        }
    }
}
