using System.Text;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// User name (first line) and password (second line, may be missing) for the broker. It is read anew at every connect, so
/// that a changed password needs no restart. Neither ever appears in a message: errors name the file alone.
/// </summary>
internal static class CredentialsFile
{
    private const int MaxBytes = 64 * 1024;

    /// <exception cref="BrokerUnavailableException">The file cannot be read, or has no user name.</exception>
    public static (string User, byte[]? Password) Read(string path)
    {
        string[] lines;
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > MaxBytes)
            {
                throw new BrokerUnavailableException($"credentials file {path}: larger than {MaxBytes} bytes");
            }

            using var reader = new StreamReader(file, Encoding.UTF8);
            lines = reader.ReadToEnd().Split('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BrokerUnavailableException($"credentials file {path}: {Cause(e)}", e);
        }

        string user = lines[0].TrimEnd('\r');
        if (user.Length == 0)
        {
            throw new BrokerUnavailableException($"credentials file {path}: the first line must be the user name");
        }

        string? password = lines.Length > 1 ? lines[1].TrimEnd('\r') : null;
        return (user, password is null ? null : Encoding.UTF8.GetBytes(password));
    }

    private static string Cause(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "not found",
        UnauthorizedAccessException => "permission denied",
        _ => e.Message,
    };
}
