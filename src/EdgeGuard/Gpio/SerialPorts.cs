using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>The machine's serial ports by the names that last, and why one of them cannot be opened.</summary>
/// <param name="folder">Where udev links each port by the socket it is in (by-path) and by its adapter's own number (by-id).</param>
internal sealed unsafe class SerialPorts(string folder)
{
    private const int GroupMayUse = 0x30;

    private static readonly string[] s_kinds = ["by-path", "by-id"];

    /// <summary>Of the machine we run on.</summary>
    public static SerialPorts Machine { get; } = new("/dev/serial");

    /// <summary>Names of this port that last, by the socket first; none when it is not there or has none.</summary>
    public IReadOnlyList<string> NamesOf(string port) => [.. Links().Where(l => RealPath(l) == RealPath(port))];

    /// <summary>The device file behind whatever links.</summary>
    public static string RealPath(string port)
    {
        try
        {
            return File.ResolveLinkTarget(port, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(port);
        }
        catch (IOException)
        {
            // A name that is not there, or links that go round, is only itself.
            return Path.GetFullPath(port);
        }
    }

    /// <summary>What keeps the user of this process from opening a port now; null: nothing that can be seen without opening it.</summary>
    public Words? Trouble(string port)
    {
        if (!File.Exists(port))
            return Missing();
        return Libc.Access(port, Libc.ReadAndWrite) < 0 ? Denied(port, LinuxError.LastCode) : null;
    }

    /// <summary>For the error of an open(2) that failed.</summary>
    public string WhyNotOpen(string port, int code) => code switch
    {
        LinuxError.NoEntry or LinuxError.NoDevice or LinuxError.NoDeviceOrAddress => Missing().En,
        LinuxError.Access or LinuxError.Permission => Denied(port, code).En,
        LinuxError.Busy => InUse(port),
        _ => LinuxError.Words(code),
    };

    /// <summary>Who else has the port open, as far as this user may see it.</summary>
    public static string InUse(string port)
    {
        string real = RealPath(port);
        string? holder = Directory.EnumerateDirectories("/proc").FirstOrDefault(p => char.IsAsciiDigit(Path.GetFileName(p)[0]) && Holds(p, real));
        return holder is null
            ? "it is in use by another program (which one: sudo fuser -v " + port + ")"
            : $"it is in use by process {Path.GetFileName(holder)} ({File.ReadAllText(Path.Combine(holder, "comm")).Trim()})";
    }

    /// <summary>The port's group, and how its user comes into it.</summary>
    public static Words Denied(string port, int code)
    {
        Libc.StatXResult status;
        if (code == LinuxError.Permission || Libc.StatX(Libc.CurrentFolder, port, 0, Libc.BasicStatus, &status) < 0)
        {
            return new Words(
                "不允许打开：服务的 DeviceAllow 里没有它（见 systemd/README.md）",
                "not permitted: the service's DeviceAllow leaves it out (see systemd/README.md)");
        }

        string group = GroupName(status.Group), user = Environment.UserName;
        return status.Group != 0 && (status.Mode & GroupMayUse) == GroupMayUse
            ? new Words(
                $"用户 {user} 无权打开；它属于组 {group}：sudo usermod -aG {group} {user}，然后重启服务或重新登录",
                $"user {user} may not open it; it belongs to group {group}: sudo usermod -aG {group} {user}, then restart the service or log in again")
            : new Words(
                $"用户 {user} 无权打开；它属于组 {group}，权限为 {Convert.ToString(status.Mode & 0x1FF, 8)}：请安装 99-edgeguard.rules（见 systemd/README.md）",
                $"user {user} may not open it; it belongs to group {group} with mode {Convert.ToString(status.Mode & 0x1FF, 8)}: install 99-edgeguard.rules (see systemd/README.md)");
    }

    private static string GroupName(uint gid)
    {
        string number = gid.ToString();
        return File.Exists("/etc/group")
            ? File.ReadLines("/etc/group").Select(l => l.Split(':')).FirstOrDefault(f => f.Length > 2 && f[2] == number)?[0] ?? number
            : number;
    }

    private static bool Holds(string process, string port)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(f => new FileInfo(f).LinkTarget == port);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is another user's.
            return false;
        }
    }

    private Words Missing()
    {
        string[] present = [.. Links().DistinctBy(RealPath)];
        return present.Length == 0
            ? new Words("没有这个设备（适配器插好了吗？）", "there is no such device (is the adapter plugged in?)")
            : new Words($"没有这个设备（适配器插好了吗？）；现有：{string.Join("、", present)}", $"there is no such device (is the adapter plugged in?); there are {string.Join(", ", present)}");
    }

    private IEnumerable<string> Links() =>
        s_kinds
            .Select(kind => Path.Combine(folder, kind))
            .Where(Directory.Exists)
            .SelectMany(kind => Directory.EnumerateFiles(kind).Order(StringComparer.Ordinal));
}
