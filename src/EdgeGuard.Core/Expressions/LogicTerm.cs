using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// <c>or</c> and <c>any</c>, <c>and</c> and <c>all</c>: one true (false) part decides whatever the others are; else one unknown
/// part leaves the whole unknown.
/// </summary>
/// <param name="decides">True for or, false for and.</param>
internal sealed class LogicTerm(Term[] parts, bool decides) : Term
{
    private readonly Truth _deciding = decides ? Truth.True : Truth.False;

    public override Unit Unit => Unit.None;

    public override Operand Evaluate(EvaluationContext context)
    {
        Operand? decided = null;
        Operand least = Operand.Good(!decides);
        // All parts are evaluated whatever the first says: those that remember must see every pass.
        foreach (Term part in parts)
        {
            Operand operand = part.Evaluate(context);
            if (operand.Truth == _deciding && (decided is not { } known || operand.Quality > known.Quality))
                decided = operand;
            if (operand.Quality < least.Quality)
                least = operand;
        }

        return decided is { } proof ? Operand.From(decides ? 1 : 0, proof) : Operand.From(decides ? 0 : 1, least);
    }
}
