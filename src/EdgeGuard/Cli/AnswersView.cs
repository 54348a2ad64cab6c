using System.Globalization;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>What came of the requests to each device, on the terminal.</summary>
internal static class AnswersView
{
    public static void Show(CliContext cli, IReadOnlyList<DeviceReport> devices)
    {
        Table table = Tables.Make().Fixed(cli.Say("设备", "Device"));
        if (cli.Narrow)
            table.Flowing(cli.Say("请求结果", "Requests"));
        else
            table.Fixed(cli.Say("正常", "Good")).Fixed(cli.Say("超时", "Time-outs")).Fixed("CRC").Fixed(cli.Say("异常应答", "Refused"))
                .Fixed(cli.Say("其他错误", "Errors")).Fixed("p50/p95 ms").Flowing(cli.Say("下次尝试", "Next try"));
        foreach (DeviceReport device in devices)
        {
            if (device.Answers is { } answers)
                table.Row(cli.Narrow ? [new Text(device.Id), new Text(Line(cli, answers))] : Cells(device.Id, answers));
        }

        cli.Console.Write(table);
    }

    private static List<Text> Cells(string id, AnswersReport answers) =>
    [
        new Text(id),
        new Text(Number(answers.Good)),
        Count(answers.Timeouts),
        Count(answers.Crc),
        Count(answers.Refused),
        Count(answers.Errors),
        new Text(Times(answers)),
        new Text(answers.NextTrySeconds is { } next ? ValueText.Age(next) : "", Tables.Ill),
    ];

    private static string Line(CliContext cli, AnswersReport answers)
    {
        string line = cli.Say(
            $"正常 {Number(answers.Good)}，超时 {answers.Timeouts}，CRC {answers.Crc}，异常应答 {answers.Refused}，其他错误 {answers.Errors}",
            $"{Number(answers.Good)} good, {answers.Timeouts} time-outs, {answers.Crc} CRC, {answers.Refused} refused, {answers.Errors} errors");
        string next = answers.NextTrySeconds is { } seconds ? cli.Say($"\n{ValueText.Age(seconds)} 后再试", $"\nnext try in {ValueText.Age(seconds)}") : "";
        return $"{line}\n{Times(answers)} ms{next}";
    }

    private static Text Count(long count) => new(Number(count), count == 0 ? Tables.Quiet : Style.Plain);

    private static string Times(AnswersReport answers) => answers is { P50Ms: { } p50, P95Ms: { } p95 }
        ? $"{p50.ToString("0.#", CultureInfo.InvariantCulture)} / {p95.ToString("0.#", CultureInfo.InvariantCulture)}"
        : "-";

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
