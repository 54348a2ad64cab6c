using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>What a name means where it stands.</summary>
internal sealed class NameBinder(BindingScope scope, Action<int, Words> tell)
{
    /// <summary>
    /// In a device a name of the signal dictionary is that device's signal, so that a device which happens to be called like a family
    /// of signals (<c>ups</c>) does not catch the rules of all others; everywhere else a configured point comes first.
    /// </summary>
    public Bound Bind(NameNode node, Frame frame)
    {
        if (node.Name == Keywords.Self && !node.Exact)
            return frame.Self is { } self ? Point(self) : Fail(node, BindingWords.NoSelf());
        int dot = node.Name.IndexOf('.');
        string family = dot < 0 ? "" : node.Name[..dot];
        string name = node.Name[(dot + 1)..];
        if (!node.Exact && family == Keywords.Rating)
            return Ratings.Known.TryGetValue(name, out Unit unit) ? Rating(node, name, unit, frame) : Fail(node, BindingWords.UnknownRating(name));
        if (!node.Exact && family == Keywords.Asset)
            return Ratings.Assets.TryGetValue(name, out Unit unit) ? Asset(node, name, unit, frame) : Fail(node, BindingWords.UnknownAsset(name));
        if (!node.Exact && family == Keywords.Self && frame.Device is not null)
            return scope.Point($"{frame.Device}.{name}") is { } own ? Point(own) : NotOffered(node.Name, Measure.Unknown, Role.Either);
        bool isSignal = scope.Signals.TryGetValue(node.Name, out Unit signalUnit) && !node.Exact;
        if (isSignal && frame.Device is not null && !IsShared(family))
            return Signal(node, signalUnit, frame);
        if (scope.Point(node.Name) is { } point)
            return Point(point);
        return isSignal ? SignalOfRoom(node, signalUnit) : Unknown(node);
    }

    /// <summary>Whether the target has it, the room where any device has it: a signal, a point or a rating; null, and told, where nobody knows the name.</summary>
    public bool? Has(NameNode node, Frame frame)
    {
        foreach (string device in frame.Device is { } own ? [own] : scope.Devices.Prepend(Expansion.Nowhere))
        {
            Bound bound = Bind(node, frame with { Device = device, Several = [] });
            if (bound.HasFailed)
                return null;
            if (bound.Missing.Count == 0)
                return true;
        }

        return false;
    }

    public Bound Point(ScopePoint point) =>
        new(scope.Term(point), Literals.Point(point.Name, scope), new Measure(point.Unit), RoleOf(point.Unit), Precedence.Primary);

    /// <summary>What the room and the gateway have there is one of, wherever it is spoken of.</summary>
    private static bool IsShared(string family) => family is OwnPoints.RoomDevice or OwnPoints.GatewayDevice;

    private static Role RoleOf(Unit unit) => unit == Unit.None ? Role.Either : Role.Number;

    private Bound Signal(NameNode node, Unit unit, Frame frame)
    {
        if (frame.Chosen is { } chosen && chosen.Signal == node.Name)
            return Point(chosen);
        ScopePoint[] points = [.. scope.PointsOf(frame.Device!, node.Name)];
        if (points.Length == 0)
            return NotOffered(node.Name, new Measure(unit), RoleOf(unit));
        if (points.Length == 1)
            return Point(points[0]);
        if (frame.Several is null)
            return Fail(node, BindingWords.Several(frame.Device!, node.Name, points.Length));
        frame.Several.Add(node.Name);
        return NotOffered(null, new Measure(unit), RoleOf(unit));
    }

    private Bound SignalOfRoom(NameNode node, Unit unit)
    {
        ScopePoint[] points = [.. scope.PointsOf(node.Name)];
        return points.Length switch
        {
            0 => NotOffered(node.Name, new Measure(unit), RoleOf(unit)),
            1 => Point(points[0]),
            var count => Fail(node, BindingWords.SeveralInRoom(node.Name, count)),
        };
    }

    private Bound Rating(NameNode node, string name, Unit unit, Frame frame) =>
        Datum(node, unit, frame, device => device.Ratings.TryGetValue(name, out double value) ? value : null);

    private Bound Asset(NameNode node, string name, Unit unit, Frame frame) => Datum(node, unit, frame, device => device.Asset(name));

    private Bound Datum(NameNode node, Unit unit, Frame frame, Func<ScopeDevice, double?> read)
    {
        IEnumerable<string> devices = frame.Device is { } own ? [own] : scope.Devices;
        double[] values = [.. devices.Select(scope.Device).OfType<ScopeDevice>().Select(read).OfType<double>()];
        return values.Length switch
        {
            0 => NotOffered(node.Name, new Measure(unit), Role.Number),
            1 => Binder.Constant(values[0], new Measure(unit)),
            var count => Fail(node, BindingWords.SeveralInRoom(node.Name, count)),
        };
    }

    private Bound Unknown(NameNode node)
    {
        if (!node.Name.Contains('.') && scope.Devices.Contains(node.Name))
            return Fail(node, BindingWords.NeedsPoint(node.Name));
        IEnumerable<string> known = node.Exact ? scope.PointNames : scope.PointNames.Concat(scope.Signals.Keys);
        return Fail(node, BindingWords.UnknownName(node.Name, Nearest.Name(node.Name, known)));
    }

    private static Bound NotOffered(string? name, Measure measure, Role role) =>
        Bound.NotOffered(name is null ? [] : [name], measure, role);

    private Bound Fail(NameNode node, Words words)
    {
        tell(node.Offset, words);
        return Bound.Failed;
    }
}
