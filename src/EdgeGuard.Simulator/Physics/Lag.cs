namespace EdgeGuard.Simulator.Physics;

/// <summary>A first-order lag, exact for any step, so that the step's length changes no result.</summary>
internal static class Lag
{
    public static double Toward(double value, double target, double timeConstant, double seconds) =>
        target + (value - target) * Math.Exp(-seconds / timeConstant);
}
