namespace EdgeGuard.Core.Configuration;

/// <summary>What a computed point or a condition is made for.</summary>
public enum Each : byte
{
    /// <summary>Once for every device that offers all of its signals.</summary>
    Device,

    /// <summary>Once for every point of a signal.</summary>
    Point,

    /// <summary>Once for the room.</summary>
    Room,
}
