using EdgeGuard.Core.Profiles;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Scanning;

/// <summary>Finds the profiles whose whole identity holds on a unit. A profile that states none is never found.</summary>
internal sealed class ProfileMatch(IEnumerable<DeviceProfile> profiles)
{
    private readonly IReadOnlyList<DeviceProfile> _profiles = [.. profiles.Where(p => p.Identity is { Objects.Count: > 0 } or { Registers.Count: > 0 })];

    public async Task<IReadOnlyList<ProfileFit>> FindAsync(UnitProbe unit, CancellationToken cancellationToken)
    {
        var fits = new List<ProfileFit>();
        foreach (DeviceProfile profile in _profiles)
        {
            if (await HoldsAsync(profile, unit, cancellationToken).ConfigureAwait(false))
                fits.Add(new ProfileFit(profile.Name, await VariantAsync(profile, unit, cancellationToken).ConfigureAwait(false), profile.Manufacturer, profile.Model));
        }

        return fits;
    }

    private static async Task<bool> HoldsAsync(DeviceProfile profile, UnitProbe unit, CancellationToken cancellationToken)
    {
        foreach (IdentityObject wanted in profile.Identity!.Objects)
        {
            ModbusIdentity? told = await unit.IdentityAsync(wanted.Code, wanted.From ?? wanted.Object, cancellationToken).ConfigureAwait(false);
            if (told is null || !told.Objects.TryGetValue((byte)wanted.Object, out string? text) || !text.Contains(wanted.Contains, StringComparison.Ordinal))
                return false;
        }

        foreach (RegisterProbe probe in profile.Identity.Registers)
        {
            if (!await MatchesAsync(profile, probe, unit, cancellationToken).ConfigureAwait(false))
                return false;
        }

        return true;
    }

    private static async Task<string?> VariantAsync(DeviceProfile profile, UnitProbe unit, CancellationToken cancellationToken)
    {
        foreach (ProfileVariant variant in profile.Variants)
        {
            if (variant.When is { } probe && await MatchesAsync(profile, probe, unit, cancellationToken).ConfigureAwait(false))
                return variant.Name;
        }

        return null;
    }

    private static async Task<bool> MatchesAsync(DeviceProfile profile, RegisterProbe probe, UnitProbe unit, CancellationToken cancellationToken)
    {
        ushort address = (ushort)profile.Addressing.ToWire(probe.Table, probe.Address);
        ushort[]? registers = await unit.RegistersAsync(probe.Table, address, probe.Type.Registers(), cancellationToken).ConfigureAwait(false);
        return registers is not null && probe.Matches(registers);
    }
}
