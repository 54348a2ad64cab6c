using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Seconds that a battery carries a load, by GB 51194 (domain: section 4.5); under 1800 it says only "less than half an hour". Where the
/// state of health is not measured it is what the age lets expect, at most 90 %, and the result is uncertain; so it is where the
/// temperature is unknown and the lowest one to be met stands in for it.
/// </summary>
internal sealed class AutonomyTerm : Term
{
    public required Term Current { get; init; }

    public required Term Capacity { get; init; }

    public required Term Temperature { get; init; }

    /// <summary>Measured state of health, %.</summary>
    public Term? Health { get; init; }

    /// <summary>Share of the life that is spent.</summary>
    public Term? Age { get; init; }

    /// <summary>At which <see cref="Current"/> flows now: a load of constant power draws more at the <see cref="Nominal"/> one.</summary>
    public Term? Voltage { get; init; }

    public required double K { get; init; }

    public required double Nominal { get; init; }

    public required double Coldest { get; init; }

    public override Unit Unit => Unit.Second;

    public override Operand Evaluate(EvaluationContext context)
    {
        Operand current = Current.Evaluate(context);
        Operand capacity = Capacity.Evaluate(context);
        Operand voltage = Voltage?.Evaluate(context) ?? Operand.Good(Nominal);
        Operand temperature = Temperature.Evaluate(context);
        if (!temperature.IsKnown)
            temperature = Operand.Uncertain(Coldest, temperature.Reason);
        Operand health = HealthShare(context);

        Operand load = Operand.From(current.Value * voltage.Value / Nominal, current, voltage);
        Operand left = Operand.From(capacity.Value * health.Value, capacity, health);
        if (!load.IsKnown || !left.IsKnown)
            return load.IsKnown ? left : load;
        double hours = BatteryDischarge.Hours(load.Value, left.Value, temperature.Value, K);
        return Operand.From(hours * 3600, Operand.From(0, load, left), temperature);
    }

    private Operand HealthShare(EvaluationContext context)
    {
        Operand measured = Health?.Evaluate(context) ?? Operand.Unknown(QualityReason.NotConfigured);
        if (measured.IsKnown)
            return Operand.From(Math.Clamp(measured.Value / 100, 0, 1), measured);
        Operand age = Age?.Evaluate(context) ?? Operand.Good(0);
        return Operand.Uncertain(BatteryAge.ExpectedHealth(age.IsKnown ? age.Value : 0), measured.Reason);
    }
}
