namespace EdgeGuard.Simulator.Life;

/// <summary>SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014): the same seed gives the same life on every machine.</summary>
internal struct LifeRandom(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    public ulong Next() => Mix(_state += Gamma);

    /// <summary>From 0 to below 1.</summary>
    public double NextDouble() => Share(Next());

    public double NextDouble(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>Nearly normal, mean 0 and deviation 1: the sum of four uniform numbers, so never beyond 3.5.</summary>
    public double NextNoise()
    {
        ulong bits = Next();
        long sum = (long)(bits & 0xFFFF) + (long)(bits >> 16 & 0xFFFF) + (long)(bits >> 32 & 0xFFFF) + (long)(bits >> 48);
        return (sum / 65536.0 - 2) * 1.7320508075688772;
    }

    /// <summary>A slow noise from -1 to 1: a number of its own for each whole <paramref name="at"/>, straight lines between them.</summary>
    public static double Slow(ulong seed, double at)
    {
        double floor = Math.Floor(at);
        double left = Knot(seed, (long)floor), right = Knot(seed, (long)floor + 1);
        return left + (right - left) * (at - floor);
    }

    private static double Knot(ulong seed, long index) => 2 * Share(Mix(seed + Gamma * (ulong)(index + 1))) - 1;

    private static double Share(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
