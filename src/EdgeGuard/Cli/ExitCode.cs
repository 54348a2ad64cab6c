namespace EdgeGuard.Gateway.Cli;

/// <summary>What a call ends with; scripts rely on it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It failed, or the check found something.</summary>
    public const int Failed = 1;

    public const int Usage = 2;

    public const int NoDaemon = 3;

    public const int Refused = 4;
}
