namespace EdgeGuard.Core.Profiles;

/// <summary>The address style of a whole profile, stated once.</summary>
/// <param name="Base">Documented: the printed address that is 0 on the wire.</param>
/// <param name="Bases">Documented: tables with a base of their own, e.g. discrete inputs from 10001.</param>
public sealed record Addressing(AddressStyle Style, int? Base = null, IReadOnlyDictionary<RegisterTable, int>? Bases = null)
{
    /// <summary>The address on the wire; outside 0-65535 when the profile is wrong, which <see cref="ProfileChecks"/> finds.</summary>
    public int ToWire(RegisterTable table, int address) => address - BaseOf(table);

    private int BaseOf(RegisterTable table)
    {
        if (Style == AddressStyle.Wire)
            return 0;
        return Bases is not null && Bases.TryGetValue(table, out int own) ? own : Base ?? 0;
    }
}
