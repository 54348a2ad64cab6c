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
        string text = root.GetProperty("time").GetString()!;
        if (!UtcText.TryParse(Encoding.UTF8.GetBytes(text), out long time))
            throw new InvalidDataException($"'{text}' is no UTC time: {line}");
        AckResult? result = root.TryGetProperty("result", out JsonElement told) ? Enum.Parse<AckResult>(told.GetString()!, ignoreCase: true) : null;
        return new ScenarioCommand(time, line, Action(root, time), result);
    }

    private static Func<Replayer, AckResult?> Action(JsonElement root, long time)
    {
        string verb = root.GetProperty("verb").GetString()!;
        switch (verb)
        {
            case "ack" or "reset":
                uint serial = root.GetProperty("serial").GetUInt32();
                int? number = root.TryGetProperty("number", out JsonElement n) ? n.GetInt32() : null;
                string by = root.TryGetProperty("by", out JsonElement b) ? b.GetString()! : "technician";
                return replayer => replayer.Apply(time, at => new AckInput(at, serial, number, by, verb == "reset"));
            case "restart":
                if (!DurationConverter.TryParse(root.GetProperty("down").GetString(), out TimeSpan down))
                    throw new InvalidDataException($"'down' is no duration: {root}");
                bool clean = root.GetProperty("clean").GetBoolean();
                return replayer =>
                {
                    replayer.Restart(time, down, clean);
                    return null;
                };
            default:
                throw new InvalidDataException($"There is no command '{verb}': ack, reset, restart.");
        }
    }
}
