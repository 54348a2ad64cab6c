using System.Text;
using System.Text.Json;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Delivery;

public class TelemetryBodyTests
{
    private static readonly MonotonicTime s_sent = At(60_000);

    [Theory]
    [InlineData(Origin.Live)]
    [InlineData(Origin.Simulated)]
    public void What_the_batcher_writes_is_read_back_value_by_value(Origin origin)
    {
        GatewayModel model = Model("load", "x\"\\ü温") with { Origin = origin };
        PointId load = model.Devices[0].Points[0];
        PointId odd = model.Devices[0].Points[1];
        List<Reading> told =
        [
            Reading.Good(load, 81.25, At(52_000)),
            Reading.Good(odd, -0.0001, At(52_001)),
            Reading.Good(load, 123_456_789, At(55_499)),
            .. Enum.GetValues<QualityReason>().Where(r => r != QualityReason.None).Select((r, i) => Reading.Bad(load, r, At(56_000 + i))),
            Reading.Uncertain(odd, 3.5, QualityReason.SensorFault, At(59_000)),
            Reading.Good(load, 0, At(60_000)),
        ];
        var batcher = new TelemetryBatcher(model, model.Telemetry!);
        foreach (Reading reading in told)
            batcher.Observe(reading);

        MessageDraft message = batcher.Flush(s_sent, final: true)!;

        Assert.Equal(told, Read(message.Body.Span, model.Points));
    }

    [Fact]
    public void Members_and_elements_of_a_later_version_are_passed_over()
    {
        GatewayModel model = Model("load");
        byte[] body = """{"new":{"r":[1]},"r":[["d.load",5,1.5,"good","none",7,{"more":[]}],["d.load",4,2]],"later":[[]]}"""u8.ToArray();

        List<Reading> read = Read(body, model.Points);

        Assert.Equal([1.5, 2], read.Select(static r => r.Value));
        Assert.All(read, static r => Assert.Equal(Quality.Good, r.Quality));
        Assert.Empty(Read("{}"u8, model.Points));
        Assert.Empty(Read("""{"r":[]}"""u8, model.Points));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"r":{}}""")]
    [InlineData("""{"r":[[]]}""")]
    [InlineData("""{"r":[["p"]]}""")]
    [InlineData("""{"r":[["p",1.5,2]]}""")]
    [InlineData("""{"r":[["p",1,"2"]]}""")]
    [InlineData("""{"r":[["p",99999999999,2]]}""")]
    [InlineData("""{"r":[[1,1,2]]}""")]
    [InlineData("""{"r":[["p",1,2""")]
    [InlineData("""{"r":[["d.p",1,2]""")]
    public void What_is_no_body_of_telemetry_is_told_so_and_never_half_believed(string body) =>
        Assert.ThrowsAny<JsonException>(() => Read(Encoding.UTF8.GetBytes(body), Model("p").Points));

    [Fact]
    public void A_name_is_found_in_the_table_without_a_string_or_not_at_all()
    {
        PointTable points = Model("load").Points;

        Assert.True(points.TryFind("d.load"u8, out PointInfo? load));
        Assert.Equal("d.load", load.Name);
        Assert.False(points.TryFind("d.loa"u8, out _));
        Assert.False(points.TryFind(new byte[5000], out _));
        Assert.False(points.TryFind([0xFF, 0xFE], out _));
    }

    [Fact]
    public void An_alarm_is_referred_to_by_its_ten_digits() => Assert.Equal("trace/0000000012", AlarmReference.Of(12));

    private static List<Reading> Read(ReadOnlySpan<byte> bytes, PointTable points)
    {
        var readings = new List<Reading>();
        var body = new TelemetryBody(bytes, s_sent);
        while (body.Read())
        {
            Assert.True(points.TryFind(body.Point, out PointInfo? point));
            readings.Add(body.As(point.Id));
        }

        return readings;
    }

    private static MonotonicTime At(double ms) => new(3, TimeSpan.FromMilliseconds(ms));

    private static GatewayModel Model(params string[] names)
    {
        PointSpec[] specs = [.. names.Select(n => new PointSpec(n, null, null, Unit.None, new Words(n, n), new Dictionary<int, Words>()))];
        return ModelBuilder.Build([new DeviceSpec("d", new Words("设备", "Device"), TimeSpan.FromSeconds(1), 2, specs)], RuleSet.Plain(), Language.En, new TelemetryConfig());
    }
}
