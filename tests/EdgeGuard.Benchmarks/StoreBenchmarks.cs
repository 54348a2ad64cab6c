using System.Text;
using BenchmarkDotNet.Attributes;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Benchmarks;

/// <summary>One alarm through the store on the disk below the temporary folder: appended, given, settled.</summary>
[MemoryDiagnoser]
public class StoreBenchmarks
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """{"serial":"2314000017","signalId":"0403001001","level":1,"flag":"BEGIN","state":"B","value":41.3,"limit":40,"desc":"高温告警(41.3℃)"}""");

    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-bench-").FullName;
    private GatewayStore _store = null!;
    private int _count;

    [GlobalSetup]
    public void Open() => _store = GatewayStore.Open(_folder, new StoreConfig(), TimeProvider.System);

    [GlobalCleanup]
    public void Close()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark]
    public long AppendAlarm() => Append().Seq;

    [Benchmark]
    public void AppendAndSettleAlarm()
    {
        long seq = Append().Seq;
        _store.Settle("mqtt", [new Settlement("alarm", new SeqRange(seq, seq))]);
    }

    private OutboxMessage Append()
    {
        string key = $"ac1/supply.high/{_count++ % 50}";
        var at = new MonotonicTime(1, TimeSpan.FromSeconds(_count));
        return _store.Append(new CommitBatch(
            [new StateChange(key, Body)],
            [new MessageDraft("alarm", Lane.Alarm, "alarm", at, null, Body) { ActiveKey = key, Ended = _count % 2 == 0 }],
            [new JournalLine(at, "alarm", key, "高温告警(41.3℃)")]))[0];
    }
}
