using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>Something people must know of the store.</summary>
/// <param name="IsTrouble">An alarm says so too; otherwise the journal and the log alone.</param>
internal sealed record StoreNotice(Words Text, bool IsTrouble);
