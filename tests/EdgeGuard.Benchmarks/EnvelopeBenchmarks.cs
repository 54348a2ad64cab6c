using System.Text;
using BenchmarkDotNet.Attributes;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Benchmarks;

/// <summary>A kept message to the bytes that go to the broker.</summary>
[MemoryDiagnoser]
public class EnvelopeBenchmarks
{
    private readonly OutboxMessage _alarm = Message(
        Lane.Alarm, """{"serial":"2314000017","signalId":"0403001001","level":1,"flag":"BEGIN","state":"B","value":41.3,"limit":40,"desc":"高温告警(41.3℃)"}""");

    private readonly OutboxMessage _telemetry = Message(
        Lane.Telemetry, $$"""{"r":[{{string.Join(',', Enumerable.Range(0, 200).Select(i => $"[\"dev001.r{i}\",250,{i}.5]"))}}]}""");

    private readonly Envelope _envelope = MakeEnvelope();

    [GlobalCleanup]
    public void Stop() => _envelope.Dispose();

    [Benchmark]
    public int Alarm() => _envelope.Write(_alarm, history: false).Length;

    [Benchmark]
    public int TelemetryOfTwoHundredValues() => _envelope.Write(_telemetry, history: true).Length;

    private static Envelope MakeEnvelope()
    {
        var clocks = new ClockMap();
        clocks.Set(new BootClock(1, DateTimeOffset.UnixEpoch.AddYears(56), ClockSync.Sync));
        return new Envelope("room-a", clocks, TimeZoneInfo.Utc);
    }

    private static OutboxMessage Message(Lane lane, string body)
    {
        var at = new MonotonicTime(1, TimeSpan.FromSeconds(1234));
        string stream = lane == Lane.Alarm ? "alarm" : "t";
        return new OutboxMessage("0123456789ab", 4711, new MessageDraft(stream, lane, stream, at, at, Encoding.UTF8.GetBytes(body)));
    }
}
