using System.CommandLine;
using System.Globalization;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard profile list</c></summary>
internal sealed class ProfileListVerb(CommonOptions common)
{
    public Command Make()
    {
        var command = new Command("list", common.Say("列出设备模板", "the device models there are"));
        command.SetAction(result => Run(common.Context(result), common.ConfigFolder(result)));
        return command;
    }

    private static int Run(CliContext cli, string configFolder)
    {
        var hardware = new Hardware(configFolder);
        int exit = ExitCode.Done;
        var profiles = new List<(DeviceProfile Profile, int Points)>();
        foreach (string name in hardware.ProfileNames)
        {
            if (hardware.ProfileError(name) is { } error)
                exit = ProfileText.Invalid(cli, name, error);
            else if (hardware.Profile(name) is { } profile)
                profiles.Add((profile, profile.PointsOf(hardware.Signals).Count));
        }

        if (cli.Json)
            JsonOut.Write(cli, [.. profiles.Select(p => Report(p.Profile, p.Points))], CliJson.Default.IReadOnlyListProfileReport);
        else
            Show(cli, profiles);
        return exit;
    }

    private static void Show(CliContext cli, IReadOnlyList<(DeviceProfile Profile, int Points)> profiles)
    {
        Table table = Tables.Make().Fixed(cli.Say("模板", "Profile"));
        if (!cli.Narrow)
            table.Flowing(cli.Say("厂家", "Manufacturer")).Flowing(cli.Say("型号", "Model"));
        table.Flowing(cli.Say("名称", "Label"));
        table.Fixed(cli.Say("依据", "From")).Fixed(cli.Say("测点", "Points"), right: true);
        foreach ((DeviceProfile profile, int points) in profiles)
        {
            // The label names maker and model too, in short.
            List<Text> cells = [new(profile.Name)];
            if (!cli.Narrow)
                cells.AddRange([new Text(profile.Manufacturer), new Text(profile.Model)]);
            cells.Add(new Text(cli.Say(profile.Label)));
            cells.Add(new Text(cli.Say(ProfileText.Rung(profile.Provenance.Rung))));
            cells.Add(new Text(points.ToString(CultureInfo.InvariantCulture)));
            table.Row(cells);
        }

        cli.Console.Write(table);
    }

    private static ProfileReport Report(DeviceProfile profile, int points) => new(
        profile.Name, profile.Manufacturer, profile.Model, profile.Label, ProfileText.Name(profile.Provenance.Rung), points);
}
