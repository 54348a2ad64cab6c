using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>What is told when the store's budget and its disk do not go together.</summary>
internal static class BudgetWords
{
    private const double Megabyte = 1024 * 1024;

    public static StoreNotice LargerThanDisk(long budget, long room) => new(
        new Words(
            FormattableString.Invariant($"存储预算 {budget / Megabyte:F0} MB 大于磁盘可用空间 {room / Megabyte:F0} MB：磁盘会先写满。请调小 store.budgetBytes 或换更大的磁盘。"),
            FormattableString.Invariant($"The store's budget of {budget / Megabyte:F0} MB is larger than the {room / Megabyte:F0} MB the disk has for it: the disk will be full first. Lower store.budgetBytes, or use a larger disk.")),
        IsTrouble: true);
}
