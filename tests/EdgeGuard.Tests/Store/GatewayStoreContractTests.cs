using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class GatewayStoreContractTests : OutboxContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-store-").FullName;
    private readonly GatewayStore _store;

    public GatewayStoreContractTests() =>
        _store = GatewayStore.Open(_folder, new StoreConfig { BudgetBytes = 3_000_000 }, TimeProvider.System, ["mqtt", "second"]);

    private protected override IOutbox Outbox => _store;

    private protected override IReadOnlyList<OutboxMessage> Active => _store.Active();

    private protected override IReadOnlyList<DeadLetter> DeadLetters => _store.DeadLetters(100);

    private protected override IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> States => _store.LoadStates();

    private protected override IReadOnlyList<JournalLine> Journal => _store.Journal(100);

    private protected override void Flush() => _store.FlushTelemetry();

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
