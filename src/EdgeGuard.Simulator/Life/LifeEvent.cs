namespace EdgeGuard.Simulator.Life;

/// <summary>Something that begins and ends in the life of a room; acts from <paramref name="At"/> until just before <see cref="Until"/>.</summary>
/// <param name="Kind">What it is, and what target and size mean.</param>
/// <param name="At">Since the life began.</param>
/// <param name="Length">How long it lasts.</param>
/// <param name="Target">Unit, probe, detector: counted from 1; device: index.</param>
/// <param name="Size">How much.</param>
public readonly record struct LifeEvent(LifeEventKind Kind, TimeSpan At, TimeSpan Length, int Target = 0, double Size = 0)
{
    public TimeSpan Until => At + Length;
}
