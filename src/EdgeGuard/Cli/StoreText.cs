using System.Globalization;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>The store in sentences: how full, how far back, what waits, and how long its medium lasts.</summary>
internal static class StoreText
{
    private const double Mega = 1e6;

    /// <summary>From here on people should do something: the same as the limits of the shipped rules.</summary>
    private const double MuchUndelivered = 70;

    private const double FewYears = 2;
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public static string State(CliContext cli, OutboxStats store, StoreFigures? figures)
    {
        if (store.Fault is { } fault)
            return cli.Say($"无法保存：{fault}", $"nothing can be kept: {fault}");
        string size = ValueText.Bytes(store.Bytes);
        return figures is null
            ? size
            : cli.Say(
                $"{size}，占预算 {ValueText.Bytes(figures.BudgetBytes)} 的 {Percent(figures.UsedPercent)}",
                $"{size}, {Percent(figures.UsedPercent)} of the budget of {ValueText.Bytes(figures.BudgetBytes)}");
    }

    /// <returns>Each with whether it calls for something to be done.</returns>
    public static IEnumerable<(string Text, bool Ill)> Lines(CliContext cli, OutboxStats store, StoreFigures figures)
    {
        if (figures.Segments is not null)
            yield return (History(cli, figures), false);
        yield return (Waiting(cli, store, figures), figures.UndeliveredPercent >= MuchUndelivered);
        if (store.DroppedTelemetry > 0 || store.DeadLetters > 0)
            yield return (Lost(cli, store), true);
        yield return (Wear(cli, figures), figures.YearsLeft < FewYears);
    }

    private static string History(CliContext cli, StoreFigures figures)
    {
        if (figures.HistoryFrom is not { } from)
            return cli.Say("尚无历史", "no history yet");
        string begin = from.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        string trusted = figures.HistoryClock == ClockSync.Unsynced ? cli.Say("（时钟未同步）", " (clock not set then)") : "";
        string days = figures.HistoryDays is { } kept ? cli.Say($"，{Number(kept)} 天", $", {Number(kept)} days") : "";
        return cli.Say($"历史自 {begin}{trusted}{days}", $"history from {begin}{trusted}{days}");
    }

    private static string Waiting(CliContext cli, OutboxStats store, StoreFigures figures)
    {
        if (figures.UndeliveredSeconds is null && figures.Segments is not null && store.PendingAlarms + store.PendingTelemetry == 0)
            return cli.Say("无待发", "nothing waits");
        string oldest = figures.UndeliveredSeconds is > 0 and { } age
            ? cli.Say($"，最早 {ValueText.Age(age)} 前", $", the oldest for {ValueText.Age(age)}") : "";
        return cli.Say(
            $"待发：告警 {store.PendingAlarms}，遥测 {store.PendingTelemetry}{oldest}",
            $"waiting: {store.PendingAlarms} alarms, {store.PendingTelemetry} telemetry{oldest}");
    }

    private static string Lost(CliContext cli, OutboxStats store)
    {
        string dropped = store.DroppedTelemetry > 0
            ? cli.Say($"已丢弃遥测 {store.DroppedTelemetry}", $"{store.DroppedTelemetry} telemetry dropped") : "";
        string refused = store.DeadLetters > 0 ? cli.Say($"被拒 {store.DeadLetters}", $"{store.DeadLetters} refused for good") : "";
        return string.Join(cli.Say("，", ", "), new[] { dropped, refused }.Where(static t => t.Length > 0));
    }

    private static string Wear(CliContext cli, StoreFigures figures)
    {
        if (figures.BytesPerDay is not { } bytes)
            return cli.Say("写入量：运行 1 小时后可知", "written per day: known after an hour");
        double over = figures.RateSeconds ?? 0;
        string basis = over < s_day.TotalSeconds * 0.99
            ? cli.Say($"（由 {ValueText.Age(over)} 推算）", $" (from {ValueText.Age(over)})") : "";
        string years = figures.YearsLeft is { } left
            ? cli.Say($"，介质还可用 {Years(left)} 年", $"; the medium lasts {Years(left)} years") : "";
        return cli.Say(
            $"日写入 {Number(bytes / Mega)} MB、刷盘 {Number(figures.FlushesPerDay ?? 0)} 次{basis}{years}",
            $"written per day: {Number(bytes / Mega)} MB, {Number(figures.FlushesPerDay ?? 0)} flushes{basis}{years}");
    }

    private static string Years(double years) => years > 100 ? ">100" : Number(years);

    private static string Percent(double percent) => $"{Number(percent)} %";

    private static string Number(double number) => number.ToString(number < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
