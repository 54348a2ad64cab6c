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
    internal List<OutputWrite> WriteList { get; } = [];

    public IReadOnlyList<AlarmTransition> Transitions => TransitionList;

    /// <summary>Of a command; null for every other input.</summary>
    public AckResult? Ack { get; internal set; }

    /// <summary>Of a wish to operate an output; null for every other input. What it allows is for whoever asked to carry out.</summary>
    public OperationVerdict? Verdict { get; internal set; }

    /// <summary>What the gateway itself wants written, in this order.</summary>
    public IReadOnlyList<OutputWrite> Writes => WriteList;

    /// <summary>The gateway's own supply has begun to fail, or is well again; null: no change.</summary>
    public bool? PowerFails { get; internal set; }

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
        WriteList.Clear();
        Ack = null;
        Verdict = null;
        PowerFails = null;
    }
}
