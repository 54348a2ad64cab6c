using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>What is known of a device beside its readings, in lines.</summary>
internal static class DeviceView
{
    /// <summary>What it says of itself, what is wrong with it, and what it refuses.</summary>
    public static void Show(CliContext cli, DeviceReport device)
    {
        foreach (DeviceAttribute attribute in device.Attributes ?? [])
            cli.Prose($"{cli.Say(attribute.Label)}{cli.Say("：", ": ")}{attribute.Value}");
        if (device.Detail is { } detail)
            cli.Prose(detail);
        ShowRefused(cli, device, "");
    }

    /// <summary>What it refuses, as a part of the status of all devices.</summary>
    public static void ShowRefused(CliContext cli, DeviceReport device) => ShowRefused(cli, device, $"{device.Id}{cli.Say("：", ": ")}");

    private static void ShowRefused(CliContext cli, DeviceReport device, string before)
    {
        if (device.Note is { } note)
            cli.Prose(before + cli.Say(note));
        foreach (UnreadReport unread in device.Unread ?? [])
            cli.Prose(before + cli.Say(unread.Text));
    }
}
