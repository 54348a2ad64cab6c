namespace EdgeGuard.Core.Tests.Formulas;

/// <summary>Numbers from -0.5 to 0.5 that another program can make again: x := (1103515245 x + 12345) mod 2^31.</summary>
internal sealed class Noise(long seed)
{
    private long _state = seed;

    public double Next()
    {
        _state = (1103515245 * _state + 12345) % (1L << 31);
        return (double)_state / (1L << 31) - 0.5;
    }
}
