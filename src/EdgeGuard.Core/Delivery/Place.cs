using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Delivery;

/// <summary>Where the gateway stands and what its devices are called, in people's words.</summary>
/// <param name="Devices">By id; one that is not there is called by its id.</param>
public sealed record Place(Words Site, Words Room, IReadOnlyDictionary<string, Words> Devices)
{
    public static readonly Place Unnamed = new(new Words("", ""), new Words("", ""), new Dictionary<string, Words>());

    public Words DeviceName(string id) => Devices.TryGetValue(id, out Words? name) ? name : new Words(id, id);
}
