using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>A mosquitto of its own on a free port of the loopback, with a password file and without persistence.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    public const string User = "room";
    public const string Password = "s3cret of the room";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eg-mosquitto");
    private readonly List<Process> _receivers = [];
    private Process? _broker;

    private Mosquitto()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>Credentials in the gateway's form.</summary>
    public string CredentialsFile => Path.Combine(_folder.FullName, "gateway.secret");

    public ConcurrentQueue<Received> Messages { get; } = new();

    /// <summary>Skips the test where mosquitto is not installed; on CI it must be.</summary>
    public static void Require() => Programs.Require("mosquitto", "mosquitto_sub", "mosquitto_passwd");

    /// <param name="options">Further lines of its configuration.</param>
    /// <param name="persistent">It keeps sessions and their messages over an orderly stop.</param>
    public static async Task<Mosquitto> StartAsync(string options = "", bool persistent = false)
    {
        var broker = new Mosquitto();
        string folder = broker._folder.FullName;
        string passwords = Path.Combine(folder, "passwords");
        await File.WriteAllTextAsync(passwords, "");
        using (Process made = Run("mosquitto_passwd", "-b", passwords, User, Password))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        broker.Admit();
        string run = Environment.UserName == "root" ? "user root\n" : "";
        string keep = persistent ? $"persistence true\npersistence_location {folder}/\nmax_queued_messages 0" : "persistence false";
        await File.WriteAllTextAsync(
            Path.Combine(folder, "mosquitto.conf"),
            $"{run}listener {broker.Port} 127.0.0.1\nallow_anonymous false\npassword_file {passwords}\n{keep}\n{options}\n");
        await broker.UpAsync();
        return broker;
    }

    /// <summary>Puts the right password into the gateway's credentials file.</summary>
    public void Admit() => File.WriteAllText(CredentialsFile, $"{User}\n{Password}\n");

    /// <summary>Puts a wrong one there: the gateway stays out until <see cref="Admit"/>.</summary>
    public void Bar() => File.WriteAllText(CredentialsFile, $"{User}\nwrong\n");

    public async Task UpAsync()
    {
        _broker = Run("mosquitto", "-c", Path.Combine(_folder.FullName, "mosquitto.conf"));
        await Until.TrueAsync(IsListening, "mosquitto");
    }

    /// <summary>SIGTERM: it saves what it is to keep.</summary>
    public async Task StopAsync()
    {
        if (_broker is { } broker)
        {
            EndToEnd.Posix.Terminate(broker.Id);
            await broker.WaitForExitAsync(CancellationToken.None);
            broker.Dispose();
            _broker = null;
        }
    }

    /// <summary>SIGKILL: nothing is saved, nobody is told. Receivers end too.</summary>
    public async Task KillAsync()
    {
        foreach (Process receiver in _receivers)
        {
            receiver.Kill();
            await receiver.WaitForExitAsync(CancellationToken.None);
            receiver.Dispose();
        }

        _receivers.Clear();
        if (_broker is { } broker)
        {
            broker.Kill();
            await broker.WaitForExitAsync(CancellationToken.None);
            broker.Dispose();
            _broker = null;
        }
    }

    /// <summary>Starts a receiver of everything; returns when it has subscribed, which the retained version of the broker tells.</summary>
    public async Task SubscribeAsync()
    {
        Process receiver = Run(
            "mosquitto_sub", "-h", "127.0.0.1", "-p", $"{Port}", "-u", User, "-P", Password, "-q", "1", "-V", "5", "-t", "#", "-t", "$SYS/broker/version", "-F", "%r %t %p");
        _receivers.Add(receiver);
        var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && text.Contains("$SYS/broker/version", StringComparison.Ordinal))
            {
                subscribed.TrySetResult();
            }
            else if (line.Data?.Split(' ', 3) is ["0" or "1", var topic, var payload])
            {
                Messages.Enqueue(new(topic, payload, line.Data[0] == '1'));
            }
        };
        receiver.BeginOutputReadLine();
        receiver.ErrorDataReceived += (_, _) => { };
        receiver.BeginErrorReadLine();
        await subscribed.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    /// <summary>What a receiver that comes now is told of a topic; null: nothing.</summary>
    public async Task<string?> RetainedAsync(string topic)
    {
        using Process receiver = Run(
            "mosquitto_sub", "-h", "127.0.0.1", "-p", $"{Port}", "-u", User, "-P", Password, "-t", topic, "--retained-only", "-C", "1", "-W", "1", "-F", "%p");
        string payload = await receiver.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await receiver.WaitForExitAsync(TestContext.Current.CancellationToken);
        return receiver.ExitCode == 0 ? payload.TrimEnd('\n') : null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private static Process Run(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(Programs.Find(program)!, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private bool IsListening()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
