using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Simulator.Tests.Life;

public class ReadingCsvWriterTests
{
    [Fact]
    public void Lines_carry_time_in_utc_point_value_and_quality()
    {
        using var text = new StringWriter();
        var csv = new ReadingCsvWriter(text, new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8)));
        int smoke = RoomLayout.Point("contacts.smoke1"), low = RoomLayout.Point("inletLow.temperature");
        csv.Write(new RoomPoll(1_500, 0, [new RoomValue(smoke, 1, false), new RoomValue(low, 21.3, false)]));
        csv.Write(new RoomPoll(2_000, 0, [new RoomValue(smoke, double.NaN, true)]));
        Assert.Equal(
            """
            time,point,value,quality
            2026-03-01T16:00:01.500Z,contacts.smoke1,1,good
            2026-03-01T16:00:01.500Z,inletLow.temperature,21.3,good
            2026-03-01T16:00:02.000Z,contacts.smoke1,,bad

            """, text.ToString());
    }
}
