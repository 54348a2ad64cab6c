using EdgeGuard.Core.Alarms;
using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Gateway.Tests.Life;

/// <summary>
/// Every true fault is found, early and once, with nothing else beside it that is not marked as its consequence, and all of it ends
/// when the fault is over. Each fault strikes a room that has learned what is usual.
/// </summary>
public sealed class FaultTests
{
    private static readonly TimeSpan s_learning = TimeSpan.FromHours(26), s_at = TimeSpan.FromHours(1);
    private static readonly Lazy<LivedRoom> s_learned = new(Learn);

    public static TheoryData<string> Names => [.. FaultCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fault_is_found_early_and_once_with_nothing_untrue_beside_it_and_ends(string name)
    {
        FaultCase fault = FaultCases.All.Single(c => c.Name == name);
        LivedRoom room = Live(fault);
        TimeSpan last = TimeSpan.Zero;
        foreach ((string key, int level, TimeSpan within) in fault.Found)
        {
            AlarmSeen begin = Assert.Single(room.Seen, s => s.Key == key && s.Flag == AlarmFlag.Begin);
            Assert.False(begin.Consequence, $"{begin}");
            Assert.True(begin.Level == level && begin.At - s_at <= within, $"{begin}");
            Assert.True(begin.At >= last, $"{begin} came before the one that should precede it.");
            last = begin.At;
        }

        string[] rules = [.. fault.Found.Select(f => f.Key[(f.Key.LastIndexOf('.') + 1)..]), .. fault.Also];
        Assert.Empty(room.Seen.Where(s => IsTold(s) && s.Level <= 3 && !rules.Contains(s.Rule)).Select(s => s.ToString()));
        Assert.Empty(room.Pipeline.Standing().Where(a => a.State.Active && a.State.Level <= 3 && !fault.Lasting.Contains(a.Alarm.Rule.Id)).Select(a => a.Alarm.Key));
    }

    /// <summary>People hear of it: not kept from sight, or not any more.</summary>
    private static bool IsTold(AlarmSeen seen) => seen is { Flag: AlarmFlag.Begin, Consequence: false } or { Flag: AlarmFlag.Unsuppress, State.Active: true };

    private static LivedRoom Live(FaultCase fault)
    {
        var options = new RoomLifeOptions { OrdinaryEvents = false, HottestDay = 0, Faults = fault.Faults };
        var room = new LivedRoom(OrdinaryRoom.Model, options with { Start = options.Start + s_learning }, s_learned.Value);
        room.Until(TimeSpan.FromHours(fault.Hours));
        return room;
    }

    private static LivedRoom Learn()
    {
        var room = new LivedRoom(OrdinaryRoom.Model, new RoomLifeOptions { Days = 2, HottestDay = 1 });
        room.Until(s_learning);
        return room;
    }
}
