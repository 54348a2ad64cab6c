namespace EdgeGuard.Core.Tests.Profiles;

public class ProfilePageTests
{
    /// <summary>Set to 1, the page is written anew.</summary>
    private const string Accept = "EDGEGUARD_ACCEPT";

    [Fact]
    public void The_page_says_what_the_profiles_say()
    {
        string text = ProfilePage.Text([.. Shipped.ProfileFiles.Select(file => Shipped.Profile(Path.GetFileNameWithoutExtension(file)))]);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(ProfilePage.Path, text);

        Assert.Equal(text, File.ReadAllText(ProfilePage.Path).ReplaceLineEndings("\n"));
    }
}
