using System.Diagnostics;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Gpio;

public sealed class SerialPortsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-ports-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_port_by_the_number_it_was_seen_as_gets_the_names_that_last()
    {
        string port = Plug("ttyUSB3", "by-path/usb-0:1.3:1.0-port0", "by-id/usb-FTDI_A50285BI-if00-port0");

        Assert.Equal(
            [$"warning: after a boot or a replug this name may be another adapter's; use {_folder}/by-path/usb-0:1.3:1.0-port0 or {_folder}/by-id/usb-FTDI_A50285BI-if00-port0"],
            Check(port));
        Assert.Empty(Check(Path.Combine(_folder, "by-path/usb-0:1.3:1.0-port0")));
    }

    [Fact]
    public void A_port_that_is_not_there_is_told_with_those_that_are()
    {
        _ = Plug("ttyUSB0", "by-path/usb-0:1.4:1.0-port0", "by-id/usb-1a86-if00-port0");

        Assert.Equal(
            [$"warning: there is no such device (is the adapter plugged in?); there are {_folder}/by-path/usb-0:1.4:1.0-port0"],
            Check(Path.Combine(_folder, "by-path/usb-0:1.3:1.0-port0")));
    }

    [Fact]
    public void One_port_under_two_names_is_refused()
    {
        string port = Plug("ttyAMA0", "by-path/serial0", "by-id/serial0");

        Assert.Equal(["error: is the same port as " + port + "; use one bus for both"], Check(port, Path.Combine(_folder, "by-path/serial0")));
    }

    [Fact]
    public void A_port_of_another_group_is_told_with_the_group_and_the_way_into_it()
    {
        string port = Plug("ttyAMA0", "by-path/serial0", "by-id/serial0");
        Run("chgrp", "dialout", port);
        File.SetUnixFileMode(port, (UnixFileMode)Convert.ToInt32("660", 8));

        string denied = SerialPorts.Denied(port, LinuxError.Access).En;

        Assert.Contains($"it belongs to group dialout: sudo usermod -aG dialout {Environment.UserName}", denied, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_no_group_may_open_is_a_matter_of_the_udev_rules()
    {
        string port = Plug("ttyAMA0", "by-path/serial0", "by-id/serial0");
        File.SetUnixFileMode(port, (UnixFileMode)Convert.ToInt32("600", 8));

        string denied = SerialPorts.Denied(port, LinuxError.Access).En;

        Assert.Contains("with mode 600: install 99-edgeguard.rules", denied, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_use_is_told_with_the_process_that_has_it()
    {
        using var far = new Pty();
        using SerialPortStream first = SerialPortStream.Open(new BusConfig { Kind = BusKind.ModbusRtu, Path = far.Path });

        IOException refused = Assert.Throws<IOException>(() => SerialPortStream.Open(new BusConfig { Kind = BusKind.ModbusRtu, Path = far.Path }));

        Assert.Contains($"in use by process {Environment.ProcessId} (", refused.Message, StringComparison.Ordinal);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private string Plug(string name, params string[] links)
    {
        string port = Path.Combine(_folder, name);
        File.WriteAllText(port, "");
        foreach (string link in links.Select(l => Path.Combine(_folder, l)))
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            _ = File.CreateSymbolicLink(link, $"../{name}");
        }

        return port;
    }

    private string[] Check(params string[] paths)
    {
        IEnumerable<string> buses = paths.Select((p, i) => $"\"b{i}\": {{ \"kind\": \"modbusRtu\", \"path\": \"{p}\" }}");
        string text = $"{{ \"gateway\": {{ \"id\": \"g\", \"site\": \"s\" }}, \"buses\": {{ {string.Join(", ", buses)} }} }}";
        ConfigDocument<GatewayConfig> document = new ConfigReader().ReadGateway("edgeguard.json", System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Empty(document.Errors);
        return [.. SerialPortChecks.Of(document, new SerialPorts(_folder)).Select(e => $"{(e.Severity == Severity.Error ? "error" : "warning")}: {e.Message.En}")];
    }
}
