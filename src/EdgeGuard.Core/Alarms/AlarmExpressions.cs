using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Alarms;

/// <summary>What of an alarm is written as expressions, and what they are bound to.</summary>
/// <param name="Raise">Null where the rule judges its point's value itself.</param>
/// <param name="Clear">Null: when <paramref name="Raise"/> is false.</param>
/// <param name="Value">What is told as the value; null: its point's.</param>
/// <param name="Forecast">Seconds that remain.</param>
/// <param name="SuppressWhile">Not announced while this is true: a test or maintenance flag of the device.</param>
public sealed record AlarmExpressions(BindingTarget Target, Syntax? Raise, Syntax? Clear, Syntax? Value, Syntax? Forecast, Syntax? SuppressWhile);
