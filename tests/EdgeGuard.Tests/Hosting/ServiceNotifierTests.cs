using System.Net.Sockets;
using System.Text;
using EdgeGuard.Gateway.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class ServiceNotifierTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_reach_a_real_socket_by_path_and_by_abstract_name(bool isAbstract)
    {
        var folder = Directory.CreateTempSubdirectory("eg-notify");
        var path = isAbstract ? "@eg-notify-" + Guid.NewGuid().ToString("N") : Path.Combine(folder.FullName, "notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(isAbstract ? "\0" + path[1..] : path));

        var notifier = WithNotifySocket(path);
        notifier.Ready();
        notifier.Status("12 devices\n1 silent");
        notifier.Alive();
        notifier.ExtendTimeout(TimeSpan.FromSeconds(30));
        notifier.Stopping();

        Assert.True(notifier.IsEnabled);
        Assert.Equal("READY=1", await ReceiveAsync(manager));
        Assert.Equal("STATUS=12 devices 1 silent", await ReceiveAsync(manager));
        Assert.Equal("WATCHDOG=1", await ReceiveAsync(manager));
        Assert.Equal("EXTEND_TIMEOUT_USEC=30000000", await ReceiveAsync(manager));
        Assert.Equal("STOPPING=1", await ReceiveAsync(manager));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Without_a_service_manager_nothing_is_told_and_nothing_fails()
    {
        var notifier = WithNotifySocket(null);

        notifier.Ready();
        notifier.Alive();

        Assert.False(notifier.IsEnabled);
    }

    [Fact]
    public void A_manager_that_is_gone_costs_a_warning_and_not_the_daemon()
    {
        var logger = new RecordingLogger<ServiceNotifier>();
        var notifier = new FakeManager { IsGone = true }.NewNotifier(logger);

        notifier.Alive();

        var (level, text) = Assert.Single(logger.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("WATCHDOG=1", text);
    }

    [Fact]
    public void A_status_is_told_again_only_when_it_changes()
    {
        var manager = new FakeManager();
        var notifier = manager.NewNotifier();

        notifier.Status("a");
        notifier.Status("a");
        notifier.Status("b");

        Assert.Equal(["STATUS=a", "STATUS=b"], manager.Told);
    }

    /// <summary>The sender takes the address from the environment, once, when it is made.</summary>
    private static ServiceNotifier WithNotifySocket(string? path)
    {
        var before = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");
        Environment.SetEnvironmentVariable("NOTIFY_SOCKET", path);
        try
        {
            return new ServiceNotifier(new SystemdNotifier(), new RecordingLogger<ServiceNotifier>());
        }
        finally
        {
            Environment.SetEnvironmentVariable("NOTIFY_SOCKET", before);
        }
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[512];
        var length = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
