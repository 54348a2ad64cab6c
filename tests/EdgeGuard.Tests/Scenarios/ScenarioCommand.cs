using System.Text;
using System.Text.Json;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Replay;

namespace EdgeGuard.Gateway.Tests.Scenarios;

/// <summary>A line of <c>commands.jsonl</c>: what somebody does at a time, after all that was read up to then.</summary>
/// <param name="Time">UTC, in ticks.</param>
/// <param name="Text">The line.</param>
/// <param name="Do">Does it.</param>
/// <param name="Result">The answer that is expected; null: none.</param>
internal sealed record ScenarioCommand(long Time, string Text, Func<Replayer, AckResult?> Do, AckResult? Result)
{
    public static ScenarioCommand Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        long time = Utc(root, "time");
        AckResult? result = Said(root, "result") is { } told ? Enum.Parse<AckResult>(told, ignoreCase: true) : null;
        return new ScenarioCommand(time, line, Action(root, time), result);
    }

    private static Func<Replayer, AckResult?> Action(JsonElement root, long time)
    {
        string verb = root.GetProperty("verb").GetString()!;
        if (verb == "restart")
        {
            TimeSpan down = Length(root, "down") ?? throw new InvalidDataException($"'down' is missing: {root}");
            bool clean = root.GetProperty("clean").GetBoolean();
            return replayer =>
            {
                replayer.Restart(time, down, clean);
                return null;
            };
        }

        Func<MonotonicTime, GatewayInput> input = Input(root, verb);
        return replayer => replayer.Apply(time, input);
    }

    private static Func<MonotonicTime, GatewayInput> Input(JsonElement root, string verb)
    {
        string by = Said(root, "by") ?? "technician";
        string why = Said(root, "why") ?? "scenario";
        string alarm = Said(root, "alarm") ?? "";
        string? device = Said(root, "device");
        TimeSpan? length = Length(root, "for");
        switch (verb)
        {
            case "ack" or "reset":
                uint serial = root.GetProperty("serial").GetUInt32();
                int? number = root.TryGetProperty("number", out JsonElement n) ? n.GetInt32() : null;
                return at => new AckInput(at, serial, number, by, verb == "reset");
            case "shelve":
                return at => new ShelveInput(at, alarm, length, OneShot: length is null, by, why);
            case "unshelve":
                return at => new UnshelveInput(at, alarm, by);
            case "service-out" or "service-in":
                return at => new ServiceInput(at, alarm, verb == "service-out", length, by, why);
            case "maintenance-on" when length is null:
                throw new InvalidDataException($"'for' is missing: {root}");
            case "maintenance-on" or "maintenance-off":
                return at => new MaintenanceInput(at, device, length, by, why);
            case "clock":
                long utc = Utc(root, "utc");
                return at => new ClockInput(at, new DateTimeOffset(utc, TimeSpan.Zero));
            default:
                throw new InvalidDataException($"There is no command '{verb}'; tests/scenarios/README.md names them all.");
        }
    }

    private static string? Said(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    private static long Utc(JsonElement root, string name)
    {
        string text = root.GetProperty(name).GetString()!;
        return UtcText.TryParse(Encoding.UTF8.GetBytes(text), out long time) ? time : throw new InvalidDataException($"'{text}' is no UTC time: {root}");
    }

    private static TimeSpan? Length(JsonElement root, string name)
    {
        if (Said(root, name) is not { } text)
            return null;
        return DurationConverter.TryParse(text, out TimeSpan length) ? length : throw new InvalidDataException($"'{text}' is no duration: {root}");
    }
}
