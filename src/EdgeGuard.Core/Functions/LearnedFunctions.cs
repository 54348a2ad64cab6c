using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

internal static class LearnedFunctions
{
    public static FunctionSpec[] All => [];
}
