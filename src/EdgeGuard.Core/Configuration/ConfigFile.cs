namespace EdgeGuard.Core.Configuration;

/// <summary>One configuration file as it was read.</summary>
/// <param name="Name">What errors call it. For a <see cref="ConfigurationHash"/> that is the same on two machines, a relative name.</param>
public sealed record ConfigFile(ConfigFileKind Kind, string Name, ReadOnlyMemory<byte> Bytes);
