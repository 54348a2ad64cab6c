using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>What is told when the databases and the number file do not agree.</summary>
internal static class NumberWords
{
    public static StoreNotice DatabasesBehind { get; } = new(
        new Words("数据库早于已分配的编号（可能恢复了旧副本），启用新的纪元。", "The databases are older than the numbers already given (an old copy was put back?): a new epoch begins."), IsTrouble: true);

    public static StoreNotice Damaged { get; } = new(
        new Words("编号文件已损坏，已按数据库重建。", "The file of given numbers was damaged and is made anew from the databases."), IsTrouble: false);

    public static StoreNotice Behind { get; } = new(
        new Words(
            "编号文件早于数据库（可能恢复了旧副本），已按数据库补齐，流水号跳过一段。",
            "The file of given numbers is older than the databases (an old copy was put back?): it is brought up to them, and serial numbers skip some."),
        IsTrouble: false);
}
