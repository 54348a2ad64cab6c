using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Configuration;

/// <summary>As much of a device profile as the checks need.</summary>
/// <param name="Unit">The Modbus unit id of a device that is given none.</param>
/// <param name="Points">Of the default version.</param>
/// <param name="Variants">Names of the versions of its map; null or empty when there is one only.</param>
public sealed record ProfileOutline(int? Unit, IReadOnlyList<PointOutline> Points, IReadOnlyList<string>? Variants = null)
{
    /// <summary>How its serial port is set when it leaves the factory; null: nobody knows, or it has none.</summary>
    public SerialDefaults? Serial { get; init; }

    public IReadOnlyList<ProtectedRange> NeverWrite { get; init; } = [];
}
