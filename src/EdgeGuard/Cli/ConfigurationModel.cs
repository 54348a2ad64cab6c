using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>What a configuration folder makes of a gateway, without running it.</summary>
internal sealed record ConfigurationModel(GatewayConfiguration Configuration, GatewayModel Model)
{
    /// <summary>Null when the configuration is refused; every error has been told then.</summary>
    public static ConfigurationModel? Read(CliContext cli, string folder)
    {
        var hardware = new Hardware(folder);
        GatewayConfiguration configuration = GatewayConfiguration.Read(folder, hardware);
        if (configuration.Accepted)
            return new ConfigurationModel(configuration, GatewayModels.Of(configuration, hardware));
        foreach (ConfigError error in configuration.Errors.Where(e => e.Severity == Severity.Error))
            cli.Error.WriteLine(error.In(cli.Language));
        cli.Error.WriteLine(cli.Say($"{folder}：配置被拒绝。", $"{folder}: the configuration is refused."));
        return null;
    }
}
