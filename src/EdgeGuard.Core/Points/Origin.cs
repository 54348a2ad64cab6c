namespace EdgeGuard.Core.Points;

/// <summary>The one mark of what is not real, from the reading to the platform.</summary>
public enum Origin : byte
{
    Live,
    Test,
    Drill,
    Simulated,
}
