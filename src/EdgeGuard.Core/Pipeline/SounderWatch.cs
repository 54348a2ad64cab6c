using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// A sounder that follows unacknowledged alarms and a platform out of reach. It begins with a reason that is new and ends with the last
/// one; what was silenced (by its time, or by a person) stays silent until something new comes.
/// </summary>
internal sealed class SounderWatch(SounderConfig config, GuardedOutput output)
{
    /// <summary>Stands for the platform; no alarm has this serial.</summary>
    private const uint Platform = 0;

    private readonly HashSet<(uint Serial, int Number)> _heard = [];
    private MonotonicTime? _unlinkedSince;
    private bool _linked;
    private bool _isOurs;
    private OperationRefusal _told;
    private HashSet<(uint Serial, int Number)> _reasons = [];

    public void Link(LinkInput link)
    {
        if (link.Connected || _linked)
            _unlinkedSince = link.At;
        _linked = link.Connected;
    }

    /// <summary>What it wants done now; null: nothing.</summary>
    public OperateInput? Tick(MonotonicTime at, IEnumerable<AlarmState> alarms)
    {
        // Before the first word of the link it counts as away since the first look.
        _unlinkedSince ??= at;
        _reasons = [.. alarms.Where(Sounds).Select(a => (a.Serial, a.UnackedSince))];
        if (!_linked && config.PlatformSilent is { } patience && at.Since(_unlinkedSince.Value) >= patience)
            _reasons.Add((Platform, 0));
        _heard.IntersectWith(_reasons);
        int on = output.Operation.Usual!.Value;
        if (_reasons.Count == 0)
        {
            _told = OperationRefusal.None;
            bool silence = _isOurs && output.IsAt(on);
            _isOurs = false;
            return silence ? new OperateInput(at, output.Operation.Id, output.Operation.Rest, GuardedOutput.Itself) : null;
        }

        return _reasons.IsSubsetOf(_heard) || !output.MayTry(at) ? null : new OperateInput(at, output.Operation.Id, on, GuardedOutput.Itself);
    }

    /// <summary>What became of the wish; true when people are to be told of it: a refusal once, however often it is met again.</summary>
    public bool Decided(OperationVerdict verdict)
    {
        if (verdict.Write is not null)
        {
            _isOurs = _reasons.Count > 0;
            _heard.UnionWith(_reasons);
        }

        bool news = verdict.Refusal != OperationRefusal.None && verdict.Refusal != _told;
        _told = verdict.Refusal;
        return news;
    }

    /// <summary>It did not sound: whoever was to hear it has not.</summary>
    public void Failed(OutputWrite write)
    {
        if (write.Output == output.Index && write.Value != output.Operation.Rest)
            _heard.Clear();
    }

    private bool Sounds(AlarmState alarm) => alarm.Annunciated && alarm.Letter is AlarmLetter.B or AlarmLetter.D or AlarmLetter.E && alarm.Level <= config.Levels;
}
