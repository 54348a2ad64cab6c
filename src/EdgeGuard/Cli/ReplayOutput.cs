using System.Globalization;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Gateway.Replay;

namespace EdgeGuard.Gateway.Cli;

/// <summary>What a replay tells: transitions as they come, rows that were refused, and the sum at the end.</summary>
internal sealed class ReplayOutput(CliContext cli)
{
    /// <summary>Refused rows that are told one by one; the rest is counted.</summary>
    private const int MaxRefused = 50;

    /// <summary>Rows of a table; a long replay makes several, so that memory does not grow with it.</summary>
    private const int TableRows = 500;

    private readonly List<(AlarmTransition Transition, long Time)> _rows = [];
    private long _refused;

    public void Tell(AlarmTransition transition, long time)
    {
        if (cli.Json)
        {
            cli.Out.WriteLine(TransitionReport.Of(transition, time).Line());
            return;
        }

        _rows.Add((transition, time));
        if (_rows.Count == TableRows)
            Show();
    }

    public void Refuse(CsvError error)
    {
        if (++_refused <= MaxRefused)
            cli.Error.WriteLine(error.In(cli.Language));
    }

    /// <summary>Points of the store that this configuration has not: no error, they may have been renamed since.</summary>
    public void NotKnown(IReadOnlyCollection<string> points)
    {
        if (points.Count > 0)
            cli.Error.WriteLine(cli.Say($"当前配置中没有这些测点，未判断：{string.Join("、", points)}", $"Not judged, for this configuration does not have them: {string.Join(", ", points)}"));
    }

    public void End(in ReplayCounts counts, TimeSpan took)
    {
        Show();
        if (_refused > MaxRefused)
            cli.Error.WriteLine(cli.Say($"……另有 {Number(_refused - MaxRefused)} 行被拒绝。", $"… and {Number(_refused - MaxRefused)} more rows refused."));
        if (_refused > 0)
            cli.Error.WriteLine(cli.Say($"共拒绝 {Number(_refused)} 行，其余照常判断。", $"Rows refused: {Number(_refused)}; the rest was judged."));
        if (counts.Backward > 0)
            cli.Error.WriteLine(cli.Say($"{Number(counts.Backward)} 行的时间早于同一测点的前一行，已丢弃。", $"Rows dropped: {Number(counts.Backward)}, older than the row before of the same point."));
        if (counts.Late > 0)
            cli.Error.WriteLine(cli.Say($"{Number(counts.Late)} 行晚于其他测点到达；按时间排序后再重放更准确。", $"Rows behind later ones of other points: {Number(counts.Late)}; sort the file by time to judge them exactly."));
        if (!cli.Json)
            cli.Prose(Sum(counts, took));
    }

    private string Sum(in ReplayCounts counts, TimeSpan took)
    {
        if (counts.Rows == 0)
            return cli.Say("没有可判断的数据。", "There was nothing to judge.");
        string speed = Number((long)(counts.Rows / Math.Max(took.TotalSeconds, 0.1)));
        string span = $"{UtcText.Of(counts.From)} … {UtcText.Of(counts.Until)}";
        string seconds = took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return cli.Say(
            $"{span}：{Number(counts.Rows)} 行，{Number(counts.Transitions)} 次告警变化。用时 {seconds} s，每秒 {speed} 行。",
            $"{span}: {Number(counts.Rows)} rows, {Number(counts.Transitions)} transitions, in {seconds} s ({speed} rows/s).");
    }

    private void Show()
    {
        if (_rows.Count > 0)
            cli.Console.Write(TransitionsTable.Make(cli, _rows));
        _rows.Clear();
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
