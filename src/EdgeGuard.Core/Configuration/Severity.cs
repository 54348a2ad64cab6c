namespace EdgeGuard.Core.Configuration;

public enum Severity : byte
{
    /// <summary>The configuration is refused.</summary>
    Error,

    /// <summary>Probably not what was meant; it runs all the same.</summary>
    Warning,
}
