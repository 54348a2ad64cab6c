namespace EdgeGuard.Core.Expressions;

/// <summary>Goes through devices and points with the argument of an aggregate.</summary>
internal sealed class Expansion(Binder binder, BindingScope scope)
{
    /// <summary>No device: offers nothing, and so tells what the argument needs.</summary>
    public const string Nowhere = "";

    /// <summary>The argument, bound wherever it can be; never empty.</summary>
    public IReadOnlyList<Bound> All(SyntaxNode argument, Frame frame)
    {
        if (frame.Device is not null)
            return InDevice(argument, frame);
        var names = Names(argument).ToList();
        var signals = names.Where(scope.Signals.ContainsKey).ToList();
        var data = names.Where(name => name.StartsWith($"{Keywords.Rating}.", StringComparison.Ordinal) || name.StartsWith($"{Keywords.Asset}.", StringComparison.Ordinal)).ToList();
        if (signals.Count == 0 && data.Count == 0)
            return [binder.Bind(argument, frame)];

        List<Bound> elements = [];
        foreach (string device in scope.Devices.Where(id => signals.Count == 0 || signals.Any(signal => scope.PointsOf(id, signal).Any())))
        {
            // A device without one of the signals is not meant. One without a rating is: without it the result would be too small,
            // unless it is the ratings themselves that are gathered.
            IReadOnlyList<Bound> bound = InDevice(argument, frame with { Device = device });
            if (!bound.SelectMany(element => element.Missing).Any(name => signals.Count == 0 || scope.Signals.ContainsKey(name)))
                elements.AddRange(bound);
        }

        return elements.Count > 0 ? elements : InDevice(argument, frame with { Device = Nowhere });
    }

    /// <summary>The argument at every other point of the signal it names, or of the signal of the point itself.</summary>
    public IReadOnlyList<Bound> Others(SyntaxNode argument, Frame frame)
    {
        if (frame.Self is not { } self)
            return [binder.Fail(argument.Offset, BindingWords.NoSelf())];
        string? signal = argument is NameNode { Exact: false } name && scope.Signals.ContainsKey(name.Name) ? name.Name : self.Signal;
        List<Bound> elements = [];
        foreach (ScopePoint other in signal is null ? [] : scope.PointsOf(signal).Where(point => point.Index != self.Index))
            elements.Add(binder.Bind(argument, new Frame(other.Device, other) { Chosen = other }));
        return elements.Count > 0
            ? elements
            : [binder.Bind(argument, frame) with { Term = null, Missing = [signal ?? Keywords.Self] }];
    }

    private IReadOnlyList<Bound> InDevice(SyntaxNode argument, Frame frame)
    {
        HashSet<string> several = new(StringComparer.Ordinal);
        Bound once = binder.Bind(argument, frame with { Chosen = null, Several = several });
        if (several.Count == 0 || once.HasFailed)
            return [once];
        if (several.Count > 1)
            return [binder.Fail(argument.Offset, BindingWords.SeveralPairs(several.Order(StringComparer.Ordinal)))];
        return
        [
            .. scope.PointsOf(frame.Device!, several.Single())
                .Select(point => binder.Bind(argument, frame with { Chosen = point, Several = null })),
        ];
    }

    private static IEnumerable<string> Names(SyntaxNode node)
    {
        if (node is NameNode { Exact: false } name)
            yield return name.Name;
        foreach (string below in node.Children.SelectMany(Names))
            yield return below;
    }
}
