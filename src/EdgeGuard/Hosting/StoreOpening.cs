using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Opens the store, or one in memory where the disk is full or broken: a room must not go unwatched because of its disk.</summary>
internal static class StoreOpening
{
    /// <summary>How often a disk that could not be used is tried again [our default].</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    /// <summary>Memory that a run without a disk may fill [our default].</summary>
    private const long MemoryBudget = 8 * 1024 * 1024;

    // EIO, ENOSPC, EROFS, EDQUOT; alike on every Linux.
    private static readonly int[] s_diskErrors = [5, 28, 30, 122];

    /// <returns>The store, and why it is in memory alone; null when it is on the disk.</returns>
    /// <exception cref="OutboxFaultException">The folder may not be used, or another gateway uses it: nothing the disk can mend.</exception>
    public static (GatewayStore Store, string? DiskFault) Open(string folder, StoreConfig config)
    {
        try
        {
            return (GatewayStore.Open(folder, config, TimeProvider.System), null);
        }
        catch (OutboxFaultException e) when (IsOfDisk(e))
        {
            var small = new StoreConfig { BudgetBytes = MemoryBudget };
            return (GatewayStore.Open(new MemoryFolder(), small, TimeProvider.System, null), e.Message);
        }
    }

    /// <summary>Keeps what stands in the store on the disk; false while it still cannot be used.</summary>
    public static bool TryKeep(string folder, StoreConfig config, CommitBatch standing)
    {
        try
        {
            using GatewayStore store = GatewayStore.Open(folder, config, TimeProvider.System);
            store.Append(standing);
            return true;
        }
        catch (OutboxFaultException)
        {
            // It is told as an alarm already, and tried again.
            return false;
        }
    }

    private static bool IsOfDisk(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException && Array.IndexOf(s_diskErrors, cause.HResult) >= 0)
                return true;
        }

        return false;
    }
}
