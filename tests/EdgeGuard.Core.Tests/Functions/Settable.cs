using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>A term that is worth what a test says.</summary>
internal sealed class Settable(Unit unit = Unit.None) : Term
{
    public Operand Now { get; set; } = Operand.Unknown(QualityReason.NotConfigured);

    public override Unit Unit => unit;

    public override Operand Evaluate(EvaluationContext context) => Now;

    public void Set(double value) => Now = Operand.Good(value);

    public void Fail() => Now = Operand.Unknown(QualityReason.CommFailure);
}
