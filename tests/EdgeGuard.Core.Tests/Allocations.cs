namespace EdgeGuard.Core.Tests;

/// <summary>What a piece of work allocates on this thread.</summary>
internal static class Allocations
{
    /// <summary>In the steady state: the runtime itself may allocate here while it compiles the work anew, which it does once or twice.</summary>
    public static long Steady(Action work)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 3 && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
