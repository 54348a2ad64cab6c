using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Pipeline;

public class OutputGuardTests
{
    [Theory]
    [InlineData("horn", null, OperationRefusal.None, null)]
    [InlineData("horn", 1, OperationRefusal.None, null)]
    [InlineData("horn", 0, OperationRefusal.None, null)]
    [InlineData("horn", 2, OperationRefusal.OutOfRange, "2 is outside 0 to 1")]
    [InlineData("speed", 20, OperationRefusal.None, null)]
    [InlineData("speed", 9, OperationRefusal.OutOfRange, "9 is outside 10 to 20")]
    [InlineData("speed", 21, OperationRefusal.OutOfRange, "21 is outside 10 to 20")]
    [InlineData("speed", null, OperationRefusal.NoValue, "it needs a value, 10 to 20")]
    [InlineData("siren", 1, OperationRefusal.Unknown, "there is no operation \"siren\"")]
    public void A_request_is_granted_within_its_range_or_refused_with_a_reason(string operation, int? value, OperationRefusal refusal, string? why)
    {
        var room = new GuardedRoom();
        room.Set(1);

        OperationVerdict verdict = room.Operate(2, operation, value);

        Assert.Equal((refusal, why), (verdict.Refusal, verdict.Why?.En));
        Assert.Equal(refusal == OperationRefusal.None, verdict.Write is not null);
        Assert.Equal(refusal == OperationRefusal.None ? 1 : 0, room.Writes.Count);
        JournalLine line = Assert.Single(room.Journal);
        Assert.Equal((refusal == OperationRefusal.None ? "operation" : "refused", operation), (line.Kind, line.Subject));
        Assert.EndsWith(" · li", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Unarmed_nothing_is_ever_written()
    {
        var room = new GuardedRoom(armed: false, sounder: new() { Operation = "horn", PlatformSilent = TimeSpan.FromSeconds(10) });
        room.At["horn"] = 1;
        room.Set(1, x: 50);

        OperationVerdict verdict = room.Operate(2, "horn");
        for (int s = 3; s < 100; s++)
            room.Tick(s);

        Assert.Equal((OperationRefusal.NotArmed, "outputs are not armed (outputs.armed)"), (verdict.Refusal, verdict.Why!.En));
        Assert.Empty(room.Writes);
        Assert.Empty(room.Pipeline.ReturnOutputs(GuardedRoom.When(100)));
    }

    [Fact]
    public void An_interlock_that_does_not_hold_or_is_unknown_refuses_everything_but_the_way_back()
    {
        var room = new GuardedRoom();

        OperationVerdict unknown = room.Operate(1, "horn");
        room.Set(2, door: 1);
        OperationVerdict open = room.Operate(3, "horn");
        OperationVerdict back = room.Operate(4, "horn", 0);
        room.Set(5, door: 0);

        Assert.Equal("nobody can tell whether its interlock holds: d.door == 0", unknown.Why!.En);
        Assert.Equal("its interlock does not hold: d.door == 0", open.Why!.En);
        Assert.Equal((OperationRefusal.Interlock, OperationRefusal.Interlock, OperationRefusal.None), (unknown.Refusal, open.Refusal, back.Refusal));
        Assert.Equal(OperationRefusal.None, room.Operate(6, "horn").Refusal);
    }

    [Fact]
    public void An_output_goes_back_by_itself_after_its_time_which_a_new_request_begins_anew()
    {
        var room = new GuardedRoom();
        room.Set(1);
        room.Tick(1);
        room.Operate(2, "horn");
        room.Tick(61.9);
        room.Operate(61.9, "horn");
        room.Tick(121.8);
        Assert.Equal(["horn=1 Asked", "horn=1 Asked"], room.Writes);

        room.Tick(122);
        room.Tick(123);

        Assert.Equal(["horn=1 Asked", "horn=1 Asked", "horn=0 Returned"], room.Writes);
        Assert.Equal("set to 0, read back (automatic return) · edgeguard", room.Journal[^1].Text);
    }

    [Fact]
    public void An_interlock_that_ceases_to_hold_sends_the_output_back_and_one_that_becomes_unknown_does_not()
    {
        var room = new GuardedRoom();
        room.Set(1);
        room.Operate(2, "horn");
        room.Lose(3);
        room.Tick(4);
        Assert.Equal(["horn=1 Asked"], room.Writes);

        room.Set(5, door: 1);
        room.Tick(6);

        Assert.Equal(["horn=1 Asked", "horn=0 Interlock"], room.Writes);
    }

    [Fact]
    public void At_a_start_what_a_run_before_left_is_brought_back_and_what_is_at_rest_is_not_touched()
    {
        var room = new GuardedRoom();
        room.At["speed"] = 17;

        room.Tick(1);
        room.Tick(2);

        Assert.Equal(["speed=10 Start"], room.Writes);
        Assert.Equal("set to 10, read back (return at the start) · edgeguard", Assert.Single(room.Journal).Text);
    }

    [Fact]
    public void At_a_stop_everything_goes_back_that_is_not_known_to_be_at_rest()
    {
        var room = new GuardedRoom();
        room.Set(1);
        room.Tick(1);
        room.Operate(2, "speed", 15);

        Assert.Equal([("speed", 10, WriteCause.Stop)], room.Pipeline.ReturnOutputs(GuardedRoom.When(3)).Select(w => (w.Operation.Id, w.Value, w.Cause)));
        Assert.Empty(new GuardedRoom(armed: false).Pipeline.ReturnOutputs(GuardedRoom.When(3)));
    }

    [Fact]
    public void A_writing_that_fails_is_an_alarm_until_the_output_is_back_at_rest()
    {
        var room = new GuardedRoom();
        room.Set(1);
        room.Tick(1);
        room.Faults.Enqueue("0 was read back");
        room.Faults.Enqueue("no answer");
        room.Operate(2, "horn");
        Assert.Equal("setting 1 failed (operation): 0 was read back · li", room.Journal[^1].Text);

        room.Tick(11.9);
        room.Tick(12);
        room.Tick(21.9);
        Assert.Equal(["horn=1 Asked", "horn=0 Returned"], room.Writes);
        room.Tick(22);
        room.Tick(23);

        Assert.Equal(["horn=1 Asked", "horn=0 Returned", "horn=0 Returned"], room.Writes);
    }

    [Fact]
    public void A_failing_supply_is_told_once_at_each_change()
    {
        var room = new GuardedRoom();
        room.Set(1);
        room.Set(2, power: 1);
        room.Set(3);
        room.Lose(4);
        room.Set(5);
        room.Set(6, power: 0);

        Assert.Equal([true, false], room.Power);
    }

    [Fact]
    public void A_drill_of_the_same_room_has_no_outputs()
    {
        var model = new GatewayModel(new PointTable([]), [], [], Language.En, null);

        Assert.Null((model with { Outputs = new() { Armed = true } }).Apart(Origin.Drill).Outputs);
    }
}
