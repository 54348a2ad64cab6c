namespace EdgeGuard.Core.Configuration;

/// <summary>A schema of ours says something the validator does not understand. A fault of the program, never of a user's file.</summary>
public sealed class SchemaFormatException : Exception
{
    public SchemaFormatException()
    {
    }

    public SchemaFormatException(string message)
        : base(message)
    {
    }

    public SchemaFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
