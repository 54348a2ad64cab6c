using System.CommandLine;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard profile list|show|test</c>: the device models this gateway can read.</summary>
internal sealed class ProfileVerb(CommonOptions common)
{
    public Command Make() => new("profile", common.Say("设备模板", "device profiles"))
    {
        new ProfileListVerb(common).Make(),
        new ProfileShowVerb(common).Make(),
        new ProfileTestVerb(common).Make(),
    };
}
