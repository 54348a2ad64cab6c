using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What came of one input. The pipeline owns it and fills it anew at the next.</summary>
public sealed class PipelineOutput
{
    internal List<AlarmTransition> TransitionList { get; } = [];
    internal List<StateChange> StateList { get; } = [];
    internal List<MessageDraft> MessageList { get; } = [];
    internal List<JournalLine> JournalList { get; } = [];

    public IReadOnlyList<AlarmTransition> Transitions => TransitionList;

    /// <summary>Of a command; null for every other input.</summary>
    public AckResult? Ack { get; internal set; }

    public bool IsEmpty => StateList.Count == 0 && MessageList.Count == 0 && JournalList.Count == 0;

    /// <summary>What has to be kept and sent, as a copy that outlives the next input.</summary>
    public CommitBatch ToBatch() => new([.. StateList], [.. MessageList], [.. JournalList])
    {
        Ended = [.. TransitionList.Where(static t => t.Flag == AlarmFlag.End).Select(static t => AlarmOccurrence.Of(t.Alarm, t.State))],
    };

    internal void Clear()
    {
        TransitionList.Clear();
        StateList.Clear();
        MessageList.Clear();
        JournalList.Clear();
        Ack = null;
    }
}
