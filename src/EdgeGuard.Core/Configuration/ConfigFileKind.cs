namespace EdgeGuard.Core.Configuration;

public enum ConfigFileKind : byte
{
    /// <summary><c>edgeguard.json</c>; exactly one.</summary>
    Gateway,

    /// <summary>A file of <c>devices.d/</c>.</summary>
    Device,

    /// <summary>A shipped file of rules.</summary>
    Pack,

    /// <summary>A file of <c>rules.d/</c>.</summary>
    SiteRules,

    /// <summary>A device profile that a device names; kept with the rest, so that an accepted configuration is whole.</summary>
    Profile,
}
