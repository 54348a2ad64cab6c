using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

internal static class CoolingFunctions
{
    public static FunctionSpec[] All => [];
}
