using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// Turns syntax into terms. Goes on after a problem, so that all are told; a part that the target does not offer is carried up by
/// name, and <c>??</c>, <c>has</c> and <c>and</c>/<c>or</c> with a constant can still do without it.
/// </summary>
internal sealed class Binder
{
    private static readonly EvaluationContext s_nothing = new(0);

    private readonly NameBinder _names;
    private readonly CallBinder _calls;

    public Binder(BindingScope scope, TermPool pool, IReadOnlyDictionary<string, FunctionSpec> functions)
    {
        Terms = new TermFactory(pool);
        _names = new NameBinder(scope, Tell);
        _calls = new CallBinder(this, _names, scope, functions);
    }

    public List<ExpressionProblem> Problems { get; } = [];

    public TermFactory Terms { get; }

    public Bound Bind(SyntaxNode node, Frame frame) => node switch
    {
        NumberNode number => Number(number),
        TruthNode truth => Truth(truth.Value),
        TextNode => Fail(node.Offset, BindingWords.NoText()),
        NameNode name => _names.Bind(name, frame),
        NotNode not => Not(not, frame),
        NegateNode negate => Negate(negate, frame),
        HeldNode held => Held(held.Inner, held.Duration, frame),
        BinaryNode { Operator: BinaryOperator.And or BinaryOperator.Or } logic => Logic(logic, frame),
        BinaryNode { Operator: BinaryOperator.Fallback } fallback => Fallback(fallback, frame),
        BinaryNode binary when binary.Operator.IsComparison() => Comparison(binary, frame),
        BinaryNode binary => Arithmetic(binary, frame),
        CallNode call => _calls.Bind(call, frame),
        _ => throw new InvalidOperationException($"No binding of {node.GetType().Name}."),
    };

    public void Tell(int offset, Words words) => Problems.Add(new ExpressionProblem(words, offset));

    public Bound Fail(int offset, Words words)
    {
        Tell(offset, words);
        return Bound.Failed;
    }

    /// <summary>Tells where a part is not of the kind its place needs.</summary>
    public bool Require(Bound bound, Role role, int offset)
    {
        if (bound.HasFailed)
            return false;
        if ((bound.Role & role) != 0)
            return true;
        Tell(offset, role == Role.Number ? BindingWords.NeedsNumber() : BindingWords.NeedsCondition());
        return false;
    }

    /// <summary>A literal without a unit takes the unit of the place it stands in; volts times amperes become what they are set beside.</summary>
    public static Bound Adopt(Bound bound, Measure measure) =>
        bound is { Measure.Kind: MeasureKind.Plain or MeasureKind.VoltsTimesAmperes, Constant: { } constant } && measure.Kind == MeasureKind.Fixed && measure.Unit != bound.Measure.Unit
            ? Constant(constant.Value, measure)
            : bound;

    public static Bound Constant(double value, Measure measure)
    {
        double plain = value + 0.0; // -0 becomes 0: one number, one text
        return new Bound(new ConstantTerm(plain, measure.Unit), Literals.Number(plain, measure.Unit), measure, Role.Number, Precedence.Primary);
    }

    public static Bound Truth(bool value) => new(
        new ConstantTerm(value ? 1 : 0, Unit.None), Literals.Truth(value), new Measure(Unit.None), Role.Either, Precedence.Primary);

    public Bound Held(SyntaxNode inner, SyntaxNode durationNode, Frame frame)
    {
        Bound condition = Bind(inner, frame);
        Bound duration = Bind(durationNode, frame);
        bool fits = Require(condition, Role.Condition, inner.Offset);
        if ((Duration(duration, durationNode.Offset) is not { } time && duration.Missing.Count == 0) | !fits)
            return Bound.Failed;
        if (condition.Term is not { } term || duration.Term is null)
            return Bound.NotOffered(Bound.AllMissing([condition, duration]), new Measure(Unit.None), Role.Condition);
        string text = $"{condition.TextIn(Precedence.Or)} {Keywords.For} {duration.Text}";
        TimeSpan held = TimeSpan.FromSeconds(duration.Constant!.Value);
        return new Bound(Terms.Call(text, [term], [], () => new HeldTerm(term, held)), text, new Measure(Unit.None), Role.Condition, Precedence.Held);
    }

    /// <summary>The duration a part says; null, and told, where it is none. Null without a word where it is not offered.</summary>
    public TimeSpan? Duration(Bound bound, int offset)
    {
        if (bound.HasFailed || bound.Missing.Count > 0)
            return null;
        if (bound.Constant is not { } constant || bound.Measure.Unit != Unit.Second)
        {
            Tell(offset, BindingWords.NeedsDuration());
            return null;
        }

        if (constant.Value is >= 0 and <= 3660 * 86_400.0)
            return TimeSpan.FromSeconds(constant.Value);
        Tell(offset, BindingWords.ImpossibleDuration(constant.Value));
        return null;
    }

    private static Bound Number(NumberNode node) =>
        Constant(node.Value, node.Unit is { } unit ? new Measure(unit) : Measure.Plain);

    private Bound Not(NotNode node, Frame frame)
    {
        Bound inner = Bind(node.Inner, frame);
        if (!Require(inner, Role.Condition, node.Inner.Offset))
            return Bound.Failed;
        if (inner.Term is not { } term)
            return inner with { Role = Role.Condition };
        return inner.Constant is { } constant
            ? Truth(constant.Value == 0)
            : Made(new NotTerm(term), $"{Keywords.Not} {inner.TextIn(Precedence.Not)}", [term], new Measure(Unit.None), Role.Condition, Precedence.Not);
    }

    private Bound Negate(NegateNode node, Frame frame)
    {
        Bound inner = Bind(node.Inner, frame);
        if (!Require(inner, Role.Number, node.Inner.Offset))
            return Bound.Failed;
        if (inner.Term is not { } term)
            return inner with { Role = Role.Number };
        return inner.Constant is { } constant
            ? Constant(-constant.Value, inner.Measure)
            : Made(new NegateTerm(term), $"-{inner.TextIn(Precedence.Unary)}", [term], inner.Measure, Role.Number, Precedence.Unary);
    }

    private Bound Logic(BinaryNode node, Frame frame)
    {
        Bound left = Bind(node.Left, frame);
        Bound right = Bind(node.Right, frame);
        if (!Require(left, Role.Condition, node.Left.Offset) | !Require(right, Role.Condition, node.Right.Offset))
            return Bound.Failed;
        bool decides = node.Operator == BinaryOperator.Or;
        if (left.Constant is { } first)
            return first.Value != 0 == decides ? Truth(decides) : right;
        if (right.Constant is { } second)
            return second.Value != 0 == decides ? Truth(decides) : left;
        if (left.Term is not { } a || right.Term is not { } b)
            return Bound.NotOffered(Bound.AllMissing([left, right]), new Measure(Unit.None), Role.Condition);
        return Made(new LogicTerm([a, b], decides), Text(node.Operator, left, right), [a, b], new Measure(Unit.None), Role.Condition, node.Operator.Binds());
    }

    private Bound Fallback(BinaryNode node, Frame frame)
    {
        Bound left = Bind(node.Left, frame);
        Bound right = Bind(node.Right, frame);
        if (left.HasFailed || right.HasFailed)
            return Bound.Failed;
        if (Measure.Common(left.Measure, right.Measure) is not { } measure)
            return Fail(node.Offset, BindingWords.UnitsDiffer("??", left.Measure, right.Measure));
        if ((left.Role & right.Role) == 0)
            return Fail(node.Right.Offset, left.Role == Role.Number ? BindingWords.NeedsNumber() : BindingWords.NeedsCondition());
        return Adopt(left.Missing.Count == 0 ? left : right, measure);
    }

    private Bound Comparison(BinaryNode node, Frame frame)
    {
        if (Numbers(node, frame) is not var (left, right))
            return Bound.Failed;
        if (Measure.Common(left.Measure, right.Measure) is not { } measure)
            return Fail(node.Offset, BindingWords.UnitsDiffer(node.Operator.Text(), left.Measure, right.Measure));
        (left, right) = (Adopt(left, measure), Adopt(right, measure));
        if (left.Term is not { } a || right.Term is not { } b)
            return Bound.NotOffered(Bound.AllMissing([left, right]), new Measure(Unit.None), Role.Condition);
        var term = new ComparisonTerm(node.Operator, a, b);
        return left.Constant is not null && right.Constant is not null
            ? Truth(term.Evaluate(s_nothing).Value != 0)
            : Made(term, Text(node.Operator, left, right), [a, b], new Measure(Unit.None), Role.Condition, Precedence.Comparison);
    }

    private Bound Arithmetic(BinaryNode node, Frame frame)
    {
        if (Numbers(node, frame) is not var (left, right))
            return Bound.Failed;
        Measure? joined = node.Operator switch
        {
            BinaryOperator.Multiply => Measure.Times(left.Measure, right.Measure),
            BinaryOperator.Divide => Measure.Over(left.Measure, right.Measure),
            _ => Measure.Common(left.Measure, right.Measure),
        };
        bool scales = node.Operator is BinaryOperator.Multiply or BinaryOperator.Divide;
        if (joined is not { } measure)
        {
            return Fail(node.Offset, scales
                ? BindingWords.NoProduct(node.Operator.Text(), left.Measure, right.Measure)
                : BindingWords.UnitsDiffer(node.Operator.Text(), left.Measure, right.Measure));
        }

        if (node.Operator == BinaryOperator.Divide && right.Constant?.Value == 0)
            return Fail(node.Right.Offset, BindingWords.DividesByZero());
        if (!scales)
            (left, right) = (Adopt(left, measure), Adopt(right, measure));
        if (left.Term is not { } a || right.Term is not { } b)
            return Bound.NotOffered(Bound.AllMissing([left, right]), measure, Role.Number);
        var term = new ArithmeticTerm(node.Operator, a, b, measure.Unit);
        if (left.Constant is null || right.Constant is null)
            return Made(term, Text(node.Operator, left, right), [a, b], measure, Role.Number, node.Operator.Binds());
        double value = term.Evaluate(s_nothing).Value;
        return double.IsFinite(value) ? Constant(value, measure) : Fail(node.Offset, BindingWords.NoNumber());
    }

    /// <summary>Both sides, of which both must be numbers; null, and told, where one is not.</summary>
    private (Bound Left, Bound Right)? Numbers(BinaryNode node, Frame frame)
    {
        Bound left = Bind(node.Left, frame);
        Bound right = Bind(node.Right, frame);
        return Require(left, Role.Number, node.Left.Offset) & Require(right, Role.Number, node.Right.Offset) ? (left, right) : null;
    }

    /// <summary>Operators of one precedence associate to the left; comparisons not at all.</summary>
    private static string Text(BinaryOperator op, Bound left, Bound right)
    {
        Precedence own = op.Binds();
        return $"{left.TextIn(op.IsComparison() ? own + 1 : own)} {op.Text()} {right.TextIn(own + 1)}";
    }

    private static Bound Made(Term term, string text, IReadOnlyList<Term> parts, Measure measure, Role role, Precedence precedence) =>
        new(TermFactory.Finish(term, parts), text, measure, role, precedence);
}
