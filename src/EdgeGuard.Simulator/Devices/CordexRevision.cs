namespace EdgeGuard.Simulator.Devices;

/// <summary>Revision of the Cordex CXC HP's register guide: in N the block stands two addresses lower than in G.</summary>
public enum CordexRevision : byte
{
    G,
    N,
}
