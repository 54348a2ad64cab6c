using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>The configuration has errors and there is none accepted before to run instead.</summary>
internal sealed class ConfigurationRefusedException(IReadOnlyList<ConfigError> errors)
    : Exception("The configuration was refused.")
{
    public IReadOnlyList<ConfigError> Errors { get; } = errors;
}
