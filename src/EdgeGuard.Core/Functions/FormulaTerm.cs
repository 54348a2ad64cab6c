using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>A formula over what its inputs are worth now; as sure as the least sure of them, unknown when one is.</summary>
internal sealed class FormulaTerm(Unit unit, Func<double[], double> formula, params Term[] inputs) : Term
{
    private readonly double[] _values = new double[inputs.Length];

    public override Unit Unit => unit;

    public override Operand Evaluate(EvaluationContext context)
    {
        Operand least = Operand.Good(0);
        for (int i = 0; i < inputs.Length; i++)
        {
            Operand input = inputs[i].Evaluate(context);
            if (!input.IsKnown)
                return input;
            _values[i] = input.Value;
            least = Operand.From(0, least, input);
        }

        return Operand.From(formula(_values), least);
    }
}
