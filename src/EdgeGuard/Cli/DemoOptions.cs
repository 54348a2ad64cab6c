namespace EdgeGuard.Gateway.Cli;

/// <summary>What <c>edgeguard demo</c> was called with.</summary>
/// <param name="For">It ends after this long on the wall clock; null: when it is told to.</param>
/// <param name="Speed">So many times faster than time, 1-60.</param>
/// <param name="Broker">mqtt://host:port or mqtts://host:port of the user's own broker; null: the embedded one.</param>
/// <param name="DataFolder">Null unless --data was given: a demo keeps nothing.</param>
/// <param name="SocketPath">Null unless --socket was given: a demo leaves a gateway that runs on this machine alone.</param>
internal sealed record DemoOptions(TimeSpan? For, int Speed, Uri? Broker, string? DataFolder, string? SocketPath, CliContext Cli);
