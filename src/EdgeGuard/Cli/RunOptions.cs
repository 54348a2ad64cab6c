namespace EdgeGuard.Gateway.Cli;

/// <summary>What <c>edgeguard run</c> was called with.</summary>
internal sealed record RunOptions(string ConfigFolder, string DataFolder, string SocketPath, CliContext Cli);
