using System.Globalization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>Tells what was salvaged and what was lost.</summary>
internal static class SalvageWords
{
    public static StoreNotice Of(string file, SalvageCounts found, int linesLeft, DatabaseSalvage from, int refused) => new(
        new Words(
            $"已从 {file} 抢救：告警状态 {found.States} 条、活动告警 {found.Active} 条、消息 {found.Messages} 条、日志 {found.Journal} 行、" +
            $"已结束告警 {found.Ended} 条、其他 {found.Others} 条；{Lost(from, refused, "{0} 页中有 {1} 页损坏，其上内容丢失；另有 {2} 条记录不完整。", "无内容丢失。")}" +
            (linesLeft > 0 ? $"另有 {linesLeft} 行较早的日志仍保存在该文件中。" : ""),
            $"Brought over from {file}: {found.States} alarm states, {found.Active} active alarms, {found.Messages} messages, " +
            $"{found.Journal} journal lines, {found.Ended} ended alarms, {found.Others} others; " +
            Lost(from, refused, "{1} of {0} pages are damaged and what stood on them is lost; {2} more records are incomplete.", "nothing is lost.") +
            (linesLeft > 0 ? $" {linesLeft} older journal lines stay in that file." : "")),
        IsTrouble: true);

    private static string Lost(DatabaseSalvage from, int refused, string some, string none) => from.DamagedPages + from.BrokenDocuments + refused == 0
        ? none
        : string.Format(CultureInfo.InvariantCulture, some, from.Pages, from.DamagedPages, from.BrokenDocuments + refused);
}
