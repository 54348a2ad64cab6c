using System.Globalization;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Modbus;

namespace EdgeGuard.Gateway.Hosting;

/// <param name="State">ok, silent or unknown.</param>
/// <param name="Detail">What the device last said against it; null when well.</param>
internal sealed record DeviceReport(string Id, Words Name, string State, string? Detail)
{
    /// <summary>What it says of itself; null: nothing.</summary>
    public IReadOnlyList<DeviceAttribute>? Attributes { get; init; }

    /// <summary>Registers that it refuses; null: none.</summary>
    public IReadOnlyList<UnreadReport>? Unread { get; init; }

    public Words? Note { get; init; }

    /// <summary>What came of the requests to it; null for the gateway itself.</summary>
    public AnswersReport? Answers { get; init; }

    /// <param name="clock">Null: nobody knows when something was found.</param>
    public DeviceReport With(DeviceFacts? facts, PointTable points, RoomClock? clock, MonotonicTime now) => this with
    {
        Attributes = facts?.Attributes is { Count: > 0 } attributes ? attributes : null,
        Unread = facts?.Unread is { Count: > 0 } unread ? [.. unread.Select(u => UnreadReport.Of(u, points, clock, now))] : null,
        Note = facts?.Note,
    };
}

/// <param name="Table">As profiles name it.</param>
/// <param name="Address">On the wire.</param>
/// <param name="Points">What would be read there; empty: they lie between points.</param>
/// <param name="WasAnswered">They were answered before: a fault.</param>
/// <param name="Since">Wall time of the room; null where no clock tells.</param>
/// <param name="TriedSeconds">Since they were asked for again; null: not in this run of the gateway.</param>
internal sealed record UnreadReport(
    string Table, int Address, int Count, IReadOnlyList<string> Points, bool WasAnswered, DateTimeOffset? Since, double? TriedSeconds, Words Text)
{
    public static UnreadReport Of(UnreadRange range, PointTable points, RoomClock? clock, MonotonicTime now)
    {
        string[] names = [.. range.Points.Select(p => points[p].Name)];
        DateTimeOffset? since = clock?.Sync(range.Since) is ClockSync.Sync or ClockSync.Holdover ? clock.Local(range.Since) : null;
        TimeSpan? tried = range.Tried is { } last ? now.Since(last) : null;
        return new UnreadReport(
            System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(range.Table.ToString()),
            range.Address, range.Count, names, range.WasAnswered, since, tried?.TotalSeconds, Say(range, names, since, tried));
    }

    private static Words Say(UnreadRange range, string[] names, DateTimeOffset? since, TimeSpan? tried)
    {
        Words what = range.Count > 0 ? ReadingWords.Range(range.Table, range.Address, range.Count) : ReadingWords.Range(range.Table, range.Address - 1, 2);
        Words state = (range.Points.Count, range.Count, range.WasAnswered) switch
        {
            (0, 0, _) => new Words("不能在一次请求中同读", "not read in one request"),
            (0, _, _) => new Words("测点之间，不可读，已绕开", "between points, refused, read round"),
            (_, _, true) => new Words("曾能读取，现被拒绝", "answered before, refused now"),
            _ => new Words("被拒绝", "refused"),
        };
        string date = since?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
        string zh = $"{what.Zh}：{state.Zh}" + (since is null ? "" : $"，自 {date}") + (tried is { } a ? $"，{Ago(a)} 前再试过" : "");
        string en = $"{what.En}: {state.En}" + (since is null ? "" : $" since {date}") + (tried is { } b ? $", tried again {Ago(b)} ago" : "");
        return names.Length == 0 ? new Words(zh, en) : new Words($"{zh}（{string.Join("、", names)}）", $"{en} ({string.Join(", ", names)})");
    }

    private static string Ago(TimeSpan span) => span.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min");
}
