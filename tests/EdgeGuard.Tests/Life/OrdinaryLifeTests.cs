using EdgeGuard.Core.Alarms;
using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Gateway.Tests.Life;

/// <summary>
/// Ordinary life stays silent: nothing of level 1 to 3 that is not true. Two and a half days into which each kind of event has been put;
/// EDGEGUARD_LONG=1 lives the hundred days as they come.
/// </summary>
public sealed class OrdinaryLifeTests
{
    private static readonly LifeEventKind[] s_ordinary =
    [
        LifeEventKind.DoorOpen, LifeEventKind.Rotation, LifeEventKind.MainsLost, LifeEventKind.OnGenerator, LifeEventKind.UpsTest,
        LifeEventKind.ProbeSpike, LifeEventKind.SmokeTrip,
    ];

    /// <summary>Shorter than they come: 5 s dips while a compressor runs and while it rests, a rotation that stops the other unit, a generator transfer.</summary>
    private static readonly LifeEvent[] s_put =
    [
        RoomFault.MainsFail(Hours(6.31), TimeSpan.FromSeconds(5)),
        RoomFault.MainsFail(Hours(15.72), TimeSpan.FromSeconds(5)),
        new(LifeEventKind.Rotation, Hours(20), Hours(30), 2, 1),
        RoomFault.MainsFail(Hours(27.4), TimeSpan.FromSeconds(5)),
        RoomFault.MainsFail(Hours(34), TimeSpan.FromSeconds(12)),
        new(LifeEventKind.OnGenerator, Hours(34) + TimeSpan.FromSeconds(12), TimeSpan.FromMinutes(40)),
        RoomFault.MainsFail(Hours(34) + TimeSpan.FromSeconds(12 + 40 * 60), TimeSpan.FromSeconds(2)),
    ];

    [Fact]
    public void Ordinary_days_raise_nothing_of_level_1_to_3_that_is_not_true()
    {
        bool hundred = Environment.GetEnvironmentVariable("EDGEGUARD_LONG") == "1";
        var room = new LivedRoom(OrdinaryRoom.Model, hundred ? new RoomLifeOptions() : new RoomLifeOptions { Days = 2, Faults = s_put, HottestDay = 1 });
        room.Until(TimeSpan.FromDays(hundred ? 100 : 2.5));
        Assert.All(s_ordinary, kind => Assert.Contains(room.Events, e => e.Kind == kind));
        var causes = new TrueCauses(room.Events);
        Assert.Empty(room.Seen.Where(s => s.Flag == AlarmFlag.Begin && s.Level <= 3 && !causes.Explain(s)).Select(s => s.ToString()));
    }

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);
}
