using System.Collections.Frozen;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// Binds the aggregates: one number of all there are. In the room an argument is bound once a device that offers its signals; in a
/// device once; in either, once a point where the device has several of one signal (modules).
/// </summary>
internal sealed class AggregateBinder(Binder binder, BindingScope scope)
{
    private const string Others = "others";

    private static readonly FrozenDictionary<string, (Role Role, bool HasCount)> s_table = new Dictionary<string, (Role, bool)>
    {
        ["min"] = (Role.Number, false),
        ["max"] = (Role.Number, false),
        ["avg"] = (Role.Number, false),
        ["median"] = (Role.Number, false),
        ["spread"] = (Role.Number, false),
        ["sum"] = (Role.Number, false),
        ["count"] = (Role.Condition, false),
        ["any"] = (Role.Condition, false),
        ["all"] = (Role.Condition, false),
        ["known"] = (Role.Either, false),
        ["vote"] = (Role.Number, true),
        ["voteLow"] = (Role.Number, true),
        ["voteOne"] = (Role.Number, true),
        [Others] = (Role.Number, false),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Expansion _expansion = new(binder, scope);

    public static IReadOnlyCollection<string> Names => s_table.Keys;

    public Bound Bind(CallNode call, Frame frame)
    {
        if (call.Arguments.FirstOrDefault(argument => argument.Name is not null) is { } named)
            return binder.Fail(named.Offset, BindingWords.NoNames(call.Function));
        var (role, hasCount) = s_table[call.Function];
        int count = 1;
        if (hasCount && !TryCount(call, frame, out count))
            return Bound.Failed;
        List<CallArgument> arguments = [.. call.Arguments.Skip(hasCount ? 1 : 0)];
        if (arguments.Count == 0 || (call.Function == Others && arguments.Count > 1))
            return binder.Fail(call.Offset, BindingWords.NeedsArgument(call.Function));

        List<Bound> elements = [];
        bool right = true;
        foreach (CallArgument argument in arguments)
        {
            IReadOnlyList<Bound> more = call.Function == Others ? _expansion.Others(argument.Value, frame) : _expansion.All(argument.Value, frame);
            right &= more.Aggregate(true, (fits, element) => fits & binder.Require(element, role, argument.Offset));
            elements.AddRange(more);
        }

        return right ? Join(call, elements, count) : Bound.Failed;
    }

    private Bound Join(CallNode call, List<Bound> elements, int count)
    {
        Measure measure = elements[0].Measure;
        foreach (Bound element in elements)
        {
            if (Measure.Common(measure, element.Measure) is not { } common)
                return binder.Fail(call.Offset, BindingWords.ArgumentUnits(call.Function, measure, element.Measure));
            measure = common;
        }

        bool counts = call.Function is "count" or "any" or "all" or "known";
        Measure own = counts ? new Measure(Unit.None) : measure;
        Role role = call.Function is "any" or "all" ? Role.Condition
            : call.Function is "min" or "max" or "median" or Others or "vote" or "voteLow" or "voteOne" && elements.All(element => element.Role == Role.Either) ? Role.Either
            : Role.Number;
        if (elements.Any(element => element.Term is null))
            return Bound.NotOffered(Bound.AllMissing(elements), own, role);
        Bound[] adopted = [.. elements.Select(element => counts ? element : Binder.Adopt(element, measure))];
        Term[] parts = [.. adopted.Select(element => element.Term!)];
        string name = call.Function == Others ? "median" : call.Function;
        string first = s_table[call.Function].HasCount ? $"{count}, " : "";
        string text = $"{name}({first}{string.Join(", ", adopted.Select(element => element.TextIn(Precedence.Held)))})";
        return new Bound(TermFactory.Finish(Make(name, parts, count), parts), text, own, role, Precedence.Primary);
    }

    private static Term Make(string name, Term[] parts, int count)
    {
        int needed = Math.Min(count, parts.Length);
        return name switch
        {
            "min" => new StatisticTerm(Statistic.Minimum, parts, 1),
            "max" => new StatisticTerm(Statistic.Maximum, parts, 1),
            "avg" => new StatisticTerm(Statistic.Average, parts, 1),
            "median" => new StatisticTerm(Statistic.Median, parts, 1),
            "spread" => new StatisticTerm(Statistic.Spread, parts, 1),
            "vote" => new StatisticTerm(Statistic.Highest, parts, needed),
            "voteLow" => new StatisticTerm(Statistic.Lowest, parts, needed),
            "voteOne" => new VoteOneTerm(parts),
            "sum" => new SumTerm(parts, counts: false),
            "count" => new SumTerm(parts, counts: true),
            "any" => new LogicTerm(parts, decides: true),
            "all" => new LogicTerm(parts, decides: false),
            _ => new KnownTerm(parts),
        };
    }

    /// <summary>The n of a vote.</summary>
    private bool TryCount(CallNode call, Frame frame, out int count)
    {
        count = 1;
        Bound? first = call.Arguments.Count == 0 ? null : binder.Bind(call.Arguments[0].Value, frame);
        if (first is { HasFailed: true })
            return false;
        if (first?.Constant is { Value: >= 1 and <= 1000 } constant && first.Measure.IsPlain && double.IsInteger(constant.Value))
        {
            count = (int)constant.Value;
            return true;
        }

        binder.Tell(call.Arguments.Count == 0 ? call.Offset : call.Arguments[0].Offset, BindingWords.NeedsCount(call.Function));
        return false;
    }
}
