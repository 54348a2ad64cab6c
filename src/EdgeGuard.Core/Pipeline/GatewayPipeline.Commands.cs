using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What people do to alarms, and what they are told of them.</summary>
public sealed partial class GatewayPipeline
{
    /// <summary>The rules that failed while they were judged, each with what went wrong.</summary>
    public IReadOnlyList<string> FailedRules => _judgement.Faults;

    /// <summary>Key of the alarm that stands under this serial; null when none does.</summary>
    public string? KeyOf(uint serial) => _alarms.Find(serial)?.Alarm.Key;

    /// <summary>An alarm, normal or not; null when there is none of this key.</summary>
    public AlarmTracker? Find(string key) => _alarms.Find(key);

    /// <summary>How much longer an alarm may be shelved, all its shelvings together.</summary>
    public TimeSpan ShelvingLeft(AlarmTracker alarm, MonotonicTime at) => _alarms.Commands.ShelvingLeft(alarm, at);

    /// <summary>Who tried what they may not is told as well as who did what they may.</summary>
    private void Apply(CommandInput command)
    {
        AckResult result = command.Apply(_alarms.Commands, _sink);
        _output.Ack = result;
        if (result is not (AckResult.Done or AckResult.Already or AckResult.Unknown))
            _output.JournalList.Add(PipelineMessages.Refusal(command, result, _model.Language));
    }
}
