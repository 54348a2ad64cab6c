namespace EdgeGuard.Gateway.Hosting;

/// <summary>Where things are when nobody says otherwise.</summary>
internal static class GatewayPaths
{
    private const string SystemRun = "/run/edgeguard";
    private const string SystemData = "/var/lib/edgeguard";

    public static string DefaultSocket() => Path.Combine(RunFolder(), "edgeguard.sock");

    /// <summary>$STATE_DIRECTORY (set by systemd), then /var/lib/edgeguard where it can be written, else the user's own state folder.</summary>
    public static string DefaultData()
    {
        if (Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } state)
            return state.Split(':')[0];
        return IsWritable(SystemData) ? SystemData : Path.Combine(UserFolder("XDG_STATE_HOME", ".local/state"), "edgeguard");
    }

    private static string RunFolder()
    {
        if (Environment.GetEnvironmentVariable("RUNTIME_DIRECTORY") is { Length: > 0 } runtime)
            return runtime.Split(':')[0];
        // A technician's shell finds the service's socket; a gateway run by hand makes its own.
        if (Directory.Exists(SystemRun))
            return SystemRun;
        return Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } xdg
            ? Path.Combine(xdg, "edgeguard")
            : Path.Combine(Path.GetTempPath(), $"edgeguard-{Environment.UserName}");
    }

    private static string UserFolder(string variable, string fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), fallback);

    private static bool IsWritable(string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        string probe = Path.Combine(folder, $".probe-{Environment.ProcessId}");
        try
        {
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
                return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
