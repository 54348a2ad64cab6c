using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>An input that a test sets.</summary>
internal sealed class SettableTerm(Unit unit = Unit.None) : Term
{
    public Operand Now { get; set; } = Operand.Unknown(QualityReason.CommFailure);

    public override Unit Unit => unit;

    public override Operand Evaluate(EvaluationContext context) => Now;

    public void Set(double value) => Now = Operand.Good(value);

    public void Set(bool value) => Now = Operand.Good(value);

    public void Lose() => Now = Operand.Unknown(QualityReason.CommFailure);
}
