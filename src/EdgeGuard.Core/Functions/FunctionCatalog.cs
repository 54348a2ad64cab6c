using System.Collections.Frozen;
using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

/// <summary>Every function of the expression language, by name.</summary>
public static class FunctionCatalog
{
    public static FrozenDictionary<string, FunctionSpec> All { get; } =
        new[]
            {
                WindowFunctions.All, SlopeFunctions.All, TimerFunctions.All, LearnedFunctions.All, CoolingFunctions.All,
                PowerFunctions.All, BatteryFunctions.All, AgeFunctions.All, TrendFunctions.All,
            }
            .SelectMany(family => family)
            .ToFrozenDictionary(spec => spec.Name, StringComparer.Ordinal);
}
