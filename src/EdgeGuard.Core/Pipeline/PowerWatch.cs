using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>Whether the gateway's own supply says that it is about to end: any contact of the signal <c>gateway.powerFail</c>.</summary>
internal sealed class PowerWatch(PointTable points)
{
    public const string Signal = "gateway.powerFail";

    private readonly PointId[] _contacts = [.. points.All.Where(p => p.Signal == Signal).Select(p => p.Id)];
    private bool _fails;

    /// <summary>The new state when it has changed, else null. A contact of which nothing is known says nothing.</summary>
    public bool? Look(Judgement seen)
    {
        bool fails = false;
        foreach (PointId contact in _contacts)
            fails |= seen.StateOf(contact).LastGood == 1;
        if (fails == _fails)
            return null;
        _fails = fails;
        return fails;
    }
}
