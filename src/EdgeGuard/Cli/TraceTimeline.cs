using System.Globalization;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Signal, alarm, who, action and clear in one line of time: a row an event.</summary>
internal static class TraceTimeline
{
    /// <summary>Values of the alarm's own point that are shown; --csv and --json have them all [our default].</summary>
    private const int MaxValues = 16;

    /// <summary>Changes of states beside it that are shown [our default].</summary>
    private const int MaxStates = 24;

    public static void Show(CliContext cli, TraceReport trace)
    {
        Table table = Tables.Make().Fixed(cli.Say("时间", "Time")).Fixed(cli.Say("类别", "Kind")).Flowing(cli.Say("事件", "What"));
        if (!cli.Narrow)
            table.Flowing(cli.Say("操作人", "By"));
        foreach ((DateTimeOffset _, List<Text> cells) in Rows(cli, trace).OrderBy(static row => row.At))
            table.Row(cells);
        cli.Console.Write(table);
        int hidden = trace.Readings.Count(static r => r.Point == 0) - Chosen(trace).Count;
        if (hidden > 0)
            cli.Prose(cli.Say($"另有 {hidden} 个值未列出，见 --csv 或 --json。", $"{hidden} more values are in --csv and --json."));
        if (trace.EventsCut)
            cli.Prose(cli.Say("日志已不足以列出全部事件。", "The journal does not hold all the events any more."));
    }

    private static IEnumerable<(DateTimeOffset At, List<Text> Cells)> Rows(CliContext cli, TraceReport trace)
    {
        foreach (TraceReading reading in Chosen(trace).Concat(States(trace).Take(MaxStates)))
        {
            DateTimeOffset at = trace.Onset.AddSeconds(reading.Seconds);
            TracePoint point = trace.Points[reading.Point];
            string name = reading.Point == 0 ? "" : $"{point.Name} ";
            Style style = reading.Quality == QualityText.Good ? Style.Plain : LevelText.Style(3);
            yield return (at, Row(cli, at, trace.Sync, cli.Say("信号", "signal"), name + Value(cli, point, reading), null, style));
        }

        foreach (TraceEvent told in trace.Events)
        {
            Style style = told.Kind == TraceEvent.Alarm && told.What is "BEGIN" or "LEVEL" or "RETRIGGER" ? LevelText.Style(trace.Level)
                : told.Kind == TraceEvent.Clear ? Tables.Well : Style.Plain;
            yield return (told.At, Row(cli, told.At, told.Clock, cli.Say(Kind(told.Kind)), What(cli, told), told.By, style));
        }
    }

    private static List<Text> Row(CliContext cli, DateTimeOffset at, ClockSync clock, string kind, string what, string? by, Style style)
    {
        string time = at.ToString(cli.Narrow ? "MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + (clock == ClockSync.Unsynced ? "?" : "");
        return cli.Narrow
            ? [new(time, Tables.Quiet), new(kind), new(by is null ? what : $"{what} ({by})", style)]
            : [new(time, Tables.Quiet), new(kind), new(what, style), new(by ?? "")];
    }

    private static string What(CliContext cli, TraceEvent told)
    {
        string what = told.What switch
        {
            "ONSET" => cli.Say("条件开始成立", "its condition holds"),
            _ when told.Kind == TraceEvent.Gateway || told.What is "refused" or "maintenance" or "command" => "",
            _ => cli.Say(FlagText.Words(told.What)),
        };
        return what.Length == 0 ? told.Text : told.Text.Length == 0 ? what : $"{what}: {told.Text}";
    }

    private static Words Kind(string kind) => kind switch
    {
        TraceEvent.Alarm => new Words("告警", "alarm"),
        TraceEvent.Action => new Words("操作", "action"),
        TraceEvent.Clear => new Words("消除", "clear"),
        _ => new Words("网关", "gateway"),
    };

    private static string Value(CliContext cli, TracePoint point, TraceReading reading)
    {
        if (reading.Value is not { } value)
            return QualityText.Of(cli, reading.Quality, reading.Reason);
        string text = point.States.TryGetValue((int)Math.Round(value), out Words? words) ? cli.Say(words) : ValueText.Of(value, point.Unit);
        return $"{text} {QualityText.Of(cli, reading.Quality, reading.Reason)}".TrimEnd();
    }

    /// <summary>Of the alarm's own point what was in force at the begin, at the onset and at the end, and others evenly between.</summary>
    private static List<TraceReading> Chosen(TraceReport trace)
    {
        List<TraceReading> own = [.. trace.Readings.Where(static r => r.Point == 0)];
        if (own.Count <= MaxValues)
            return own;
        int onset = Math.Max(own.FindLastIndex(static r => r.Seconds <= 0), 0);
        return [.. Enumerable.Range(0, MaxValues - 1).Select(i => i * (own.Count - 1) / (MaxValues - 2)).Append(onset).Distinct().Order().Select(i => own[i])];
    }

    /// <summary>Changes of the states beside it: a unit that stopped says more than a temperature that moved.</summary>
    private static IEnumerable<TraceReading> States(TraceReport trace)
    {
        var last = new Dictionary<int, (double? Value, string Quality)>();
        foreach (TraceReading reading in trace.Readings.Where(r => r.Point != 0 && trace.Points[r.Point].States.Count > 0))
        {
            bool known = last.TryGetValue(reading.Point, out (double? Value, string Quality) before);
            last[reading.Point] = (reading.Value, reading.Quality);
            if (known && before != (reading.Value, reading.Quality))
                yield return reading;
        }
    }
}
