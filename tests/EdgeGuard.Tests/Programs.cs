namespace EdgeGuard.Gateway.Tests;

/// <summary>Programs of others that tests run against.</summary>
internal static class Programs
{
    /// <summary>Where a program is; null: nowhere.</summary>
    public static string? Find(string program) =>
        ((string[])[.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/usr/local/sbin"])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Skips the test where one of them is not installed; on CI all must be.</summary>
    public static void Require(params string[] programs)
    {
        string[] missing = [.. programs.Where(static program => Find(program) is null)];
        string told = $"not installed: {string.Join(", ", missing)}";
        Assert.True(missing.Length == 0 || Environment.GetEnvironmentVariable("CI") != "true", told);
        Assert.SkipUnless(missing.Length == 0, told);
    }
}
