using System.Security.Cryptography;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Opens the store, or one in memory where the disk is full or broken: a room must not go unwatched because of its disk.</summary>
internal static class StoreOpening
{
    /// <summary>How often a disk that could not be used is tried again [our default].</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    /// <summary>Memory that a run without a disk may fill [our default].</summary>
    private const long MemoryBudget = 8 * 1024 * 1024;

    /// <summary>Runs on a disk count from 1 and never come here.</summary>
    private const uint FirstMemoryBoot = 1u << 31;

    /// <summary>The newest journal lines of a run in memory that move to the disk [our default].</summary>
    private const int MovedLines = 10_000;

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
            return (GatewayStore.Open(Memory(), small, TimeProvider.System, null), e.Message);
        }
    }

    /// <summary>
    /// A folder in memory whose run and serials are far from any on the disk: those of the runs there, which cannot be looked up now,
    /// must not be given again.
    /// </summary>
    private static MemoryFolder Memory()
    {
        var folder = new MemoryFolder();
        using var numbers = NumberFile.Open(folder, new WearCount(TimeProvider.System));
        numbers.BeginBoot(FirstMemoryBoot + (uint)RandomNumberGenerator.GetInt32(int.MaxValue - 1), RandomNumberGenerator.GetInt32(4294) * 1_000_000L);
        return folder;
    }

    /// <summary>Keeps on the disk what a run in memory leaves; false while the disk still cannot be used.</summary>
    /// <param name="memory">The run's store: its alarms that were not sent, and its journal, move too.</param>
    /// <param name="standing">What stands in alarm.</param>
    /// <param name="clock">What the run knew of wall time.</param>
    public static bool TryMove(GatewayStore memory, CommitBatch standing, BootClock clock, string folder, StoreConfig config)
    {
        IReadOnlyList<OutboxMessage> unsent = memory.Peek(CommitLoop.PublishConsumer, Lane.Alarm, int.MaxValue);
        var left = new CommitBatch(
            standing.States,
            [.. unsent.Select(static message => message.Content), .. standing.Messages],
            [.. memory.Journal(MovedLines), .. standing.Journal]);
        try
        {
            using GatewayStore store = GatewayStore.Open(folder, config, TimeProvider.System);
            store.SaveClock(clock);
            store.Append(left);
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
