namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>From a register to the broker and back again, over restarts.</summary>
public sealed class OccurrenceTests
{
    [Theory]
    [InlineData(Others.Own)]
    [InlineData(Others.Tcp)]
    [InlineData(Others.Rtu)]
    public async Task A_register_over_its_limit_begins_an_alarm_and_back_again_ends_it_under_the_same_serial(Others others)
    {
        await using Room room = await Room.OpenAsync(others);

        await room.HeatAsync();
        await room.UntilToldAsync("BEGIN");
        await room.NormalAsync();
        await room.UntilToldAsync("BEGIN", "END");

        Assert.Single(room.Told.Select(m => m.Serial).Distinct());
        Assert.Matches("^[0-9]{10}$", room.Told[0].Serial);
        Assert.Equal(room.Told[0].Seq + 1, room.Told[1].Seq);
        Assert.Equal(2, room.Received.Count);
    }
}
