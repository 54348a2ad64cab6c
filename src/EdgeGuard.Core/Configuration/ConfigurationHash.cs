using System.Security.Cryptography;

namespace EdgeGuard.Core.Configuration;

/// <summary><c>cfgHash</c>: says whether two gateways, or a gateway yesterday and today, run the same configuration.</summary>
public static class ConfigurationHash
{
    private const int Digits = 12;

    /// <summary>The first 12 hexadecimal digits (lower case) of the SHA-256 of <see cref="ConfigurationBlob"/>.</summary>
    public static string Of(IEnumerable<ConfigFile> files) =>
        Convert.ToHexStringLower(SHA256.HashData(ConfigurationBlob.Pack(files)))[..Digits];
}
