using System.CommandLine;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard profile show NAME [--variant V]</c></summary>
internal sealed class ProfileShowVerb(CommonOptions common)
{
    public Command Make()
    {
        var name = new Argument<string>("NAME") { Description = common.Say("模板名", "name of the profile") };
        var variant = new Option<string>("--variant")
        {
            Description = common.Say("寄存器表的版本", "version of the map"),
            HelpName = "V",
        };
        var command = new Command("show", common.Say("一个模板的测点和请求", "points and requests of one profile")) { name, variant };
        command.SetAction(result => Run(
            common.Context(result), common.ConfigFolder(result), result.GetRequiredValue(name), result.GetValue(variant)));
        return command;
    }

    private static int Run(CliContext cli, string configFolder, string name, string? variant)
    {
        var hardware = new Hardware(configFolder);
        if (hardware.ProfileError(name) is { } error)
            return ProfileText.Invalid(cli, name, error);
        if (hardware.Profile(name) is not { } profile)
            return ProfileText.NoSuch(cli, name, hardware);
        if (variant is not null && profile.Variants.All(v => v.Name != variant))
        {
            string names = profile.Variants.Count == 0 ? "-" : string.Join(", ", profile.Variants.Select(v => v.Name));
            return cli.Fail(ExitCode.Failed, $"没有版本“{variant}”。有：{names}", $"There is no variant '{variant}'. There are: {names}");
        }

        ProfileDetail detail = Detail(profile, hardware.Signals, variant);
        if (cli.Json)
            JsonOut.Write(cli, detail, CliJson.Default.ProfileDetail);
        else
            ProfileView.Show(cli, profile, detail);
        return ExitCode.Done;
    }

    private static ProfileDetail Detail(DeviceProfile profile, SignalDictionary signals, string? variant) => new(
        profile.Name,
        profile.Manufacturer,
        profile.Model,
        profile.Label,
        ProfileText.Name(profile.Provenance.Rung),
        profile.Provenance.Source,
        profile.Provenance.Checked,
        variant ?? profile.DefaultVariant,
        [.. profile.Variants.Select(v => v.Name)],
        [.. profile.PointsOf(signals, variant).Select(p => Report(profile, p))],
        [.. ReadPlan.Build(profile, variant).Blocks.Select(Report)]);

    private static ProfilePointReport Report(DeviceProfile profile, ProfilePoint point)
    {
        int printed = point.Address - profile.Addressing.ToWire(point.Table, 0);
        return new ProfilePointReport(
            point.Name,
            point.Signal,
            ProfileText.Name(point.Table),
            point.Address,
            printed == point.Address ? null : printed,
            point.Bit,
            ProfileText.Name(point.Type),
            Units.NameOf(point.Unit),
            point.Label);
    }

    private static ProfileRequest Report(PlanBlock block) =>
        new(ProfileText.Name(block.Table), block.Address, block.Count, block.Poll?.TotalSeconds);
}
