namespace EdgeGuard.Gateway.Acquisition;

/// <summary>
/// When a device counts as lost, and what it may then cost the others on its bus. The numbers are in this one place, and nobody
/// needs to set them: what they come to follows the bus's own pace.
/// </summary>
internal static class Breaker
{
    /// <summary>A device is lost after so many failed polls in a row, and <see cref="LostAfter"/> (domain: section 1.7).</summary>
    public const int LostCycles = 2;

    /// <summary>Polls that may take all the time the device is given; those that follow take what the others can spare [our default].</summary>
    public const int FullTries = 3;

    /// <summary>
    /// After so many short probes one takes all the time the device is given: it may have been swapped for a slower one [our default].
    /// </summary>
    public const int FullProbeEvery = 12;

    /// <summary>Such a probe that does not fit makes one cycle of so many longer than promised [our default].</summary>
    public const int LongCycleEvery = 200;

    /// <summary>How much longer a cycle may get by a probe; the bound that is promised is a tenth [our default].</summary>
    public const double CycleShare = 0.08;

    /// <summary>The least patience of a probe, in times the device's p95: shorter, it would miss a device that is there [our default].</summary>
    public const int LeastAnswers = 2;

    /// <summary>
    /// Pauses grow to so many times what a try in vain takes, 270 s for one of 0.1 s: a chip that says at once that it is not there costs
    /// nobody anything, and is tried in its rhythm [our default].
    /// </summary>
    public const int LongestPauseInTries = 2700;

    /// <summary>From the first of its failed polls to the last one.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(3);

    /// <summary>Pause before the second probe of a lost device; it doubles up to <see cref="LongestPause"/> (OpenEMS begins with the same).</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    /// <summary>With the wait for the end of a round a lost device is probed every 5 minutes at least.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(270);

    /// <summary>The communication alarm asks for a failed poll so long after the first one (domain: section 4.1, rule 2); the pauses do not delay it.</summary>
    public static readonly TimeSpan Proof = TimeSpan.FromSeconds(15);

    /// <summary>The least patience of a probe of a device whose answers nobody knows [our default].</summary>
    public static readonly TimeSpan LeastPatience = TimeSpan.FromMilliseconds(100);
}
