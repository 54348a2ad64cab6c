using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Configuration;

/// <summary>What a profile forbids to write: addresses on the wire, both included.</summary>
public sealed record ProtectedRange(RegisterTable Table, int First, int Last, string? Why)
{
    public bool Holds(RegisterTable table, int address) => Table == table && address >= First && address <= Last;
}
