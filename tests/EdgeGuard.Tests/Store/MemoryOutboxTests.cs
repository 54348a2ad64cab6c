using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class MemoryOutboxTests : OutboxContract
{
    private readonly MemoryOutbox _outbox = new("e", 1_000_000, ["mqtt", "second"]);

    private protected override IOutbox Outbox => _outbox;

    private protected override IReadOnlyList<OutboxMessage> Active => _outbox.Active();

    private protected override IReadOnlyList<DeadLetter> DeadLetters => _outbox.DeadLetters(100);

    private protected override IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> States => _outbox.LoadStates();

    private protected override IReadOnlyList<JournalLine> Journal => _outbox.Journal(100);
}
