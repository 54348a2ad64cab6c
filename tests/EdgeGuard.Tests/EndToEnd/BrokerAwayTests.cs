namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>The broker stops while alarms come and go.</summary>
public sealed class BrokerAwayTests
{
    private static readonly string[] s_six = ["BEGIN", "END", "BEGIN", "END", "BEGIN", "END"];

    [Theory]
    [InlineData(Others.Own)]
    [InlineData(Others.Tcp)]
    [InlineData(Others.Rtu)]
    public async Task Three_alarms_that_came_and_went_meanwhile_arrive_once_each_in_order(Others others)
    {
        await using Room room = await Room.OpenAsync(others);
        await DownAsync(room);
        await room.HeatAsync();
        await room.NormalAsync();
        await room.WetAsync();
        await room.NormalAsync();
        await room.FreezeAsync();
        await room.NormalAsync();

        await RequireSixAsync(room);
        Assert.Equal(3, room.Told.Select(m => m.Serial).Distinct().Count());
    }

    [Theory]
    [InlineData(Others.Own)]
    [InlineData(Others.Tcp)]
    public async Task They_do_so_although_the_gateway_is_killed_in_the_middle(Others others)
    {
        await using Room room = await Room.OpenAsync(others);
        await DownAsync(room);
        await room.HeatAsync();
        await room.NormalAsync();
        await room.WetAsync();
        await UntilKeptAsync(room, 3);
        await room.Site.KillAsync();
        await room.Site.StartAsync();
        await room.NormalAsync();
        await room.FreezeAsync();
        await room.NormalAsync();
        await UntilKeptAsync(room, 6);
        await room.Site.KillAsync();
        await room.Site.StartAsync();

        await RequireSixAsync(room);
    }

    private static async Task DownAsync(Room room)
    {
        await room.Broker.DownAsync();
        await room.Site.UntilAsync(async () => !(await room.Site.StatusAsync()).Link!.Connected, "the loss");
    }

    private static Task UntilKeptAsync(Room room, int messages) =>
        room.Site.UntilAsync(async () => (await room.Site.StatusAsync()).Store.PendingAlarms == messages, $"{messages} messages kept");

    private static async Task RequireSixAsync(Room room)
    {
        await room.Broker.UpAsync();
        await room.UntilToldAsync(s_six);
        await room.Site.UntilSettledAsync();

        Assert.Equal(s_six, room.Received.Select(m => m.Flag));
        Assert.Equal([1, 2, 3, 4, 5, 6], room.Received.Select(m => m.Seq));
        Assert.Equal(["hot", "hot", "wet", "wet", "cold", "cold"], room.Received.Select(m => m.Rule));
        Assert.Single(room.Received.Select(m => m.Epoch).Distinct());
        foreach (AlarmMessage[] occurrence in room.Received.Chunk(2))
        {
            Assert.Equal(occurrence[0].Serial, occurrence[1].Serial);
        }
    }
}
