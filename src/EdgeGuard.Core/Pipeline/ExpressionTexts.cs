using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Pipeline;

/// <summary>The expressions of one rule, parsed once for all the places it binds to.</summary>
internal sealed record ExpressionTexts(Syntax? Raise, Syntax? Clear, Syntax? Value, Syntax? Forecast, Syntax? SuppressWhile)
{
    public static ExpressionTexts Parse(RuleConfig rule)
    {
        return new ExpressionTexts(Of(rule.Raise), Of(rule.Clear), Of(rule.Value), Of(rule.Forecast), Of(rule.SuppressWhile));

        static Syntax? Of(string? text) => text is null ? null : Expression.Parse(text).Syntax;
    }

    /// <summary>Null where the rule has none.</summary>
    public AlarmExpressions? At(BindingTarget target) =>
        (Raise ?? Clear ?? Value ?? Forecast ?? SuppressWhile) is null ? null : new AlarmExpressions(target, Raise, Clear, Value, Forecast, SuppressWhile);
}
