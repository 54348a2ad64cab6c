using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Tells what to call next, and why.</summary>
internal static class NextStep
{
    public static (string Call, Words Why) Of(StatusReport status)
    {
        if (status.ConfigRefused is not null)
            return ("edgeguard check", new Words("磁盘上的配置被拒绝，仍在使用上一份。查看错误：", "The configuration on disk was refused; the last accepted one runs. See its errors:"));
        if (status.Alarms.Unacked > 0)
            return ("edgeguard alarms", new Words("有未确认的告警。查看后用 edgeguard ack 流水号 确认：", "Alarms wait for an acknowledgement. See them, then edgeguard ack SERIAL:"));
        DeviceReport? silent = status.Devices.FirstOrDefault(d => d.State == StatusView.Silent);
        return silent is not null
            ? ($"edgeguard read {silent.Id}", new Words($"设备 {silent.Id} 没有应答。再读一次：", $"Device {silent.Id} does not answer. Poll it again:"))
            : ("edgeguard points", new Words("一切正常。查看当前值：", "All is well. See the values now:"));
    }

    public static (string Call, Words Why) WithoutDaemon(string configFolder)
    {
        string option = configFolder == CommonOptions.DefaultConfig ? "" : $" --config {configFolder}";
        if (!File.Exists(Path.Combine(configFolder, "edgeguard.json")))
            return ("edgeguard demo", new Words($"{configFolder} 中还没有配置。先看虚拟机房的演示：", $"There is no configuration in {configFolder} yet. See a virtual room first:"));
        GatewayConfiguration configuration = GatewayConfiguration.Read(configFolder, new Hardware(configFolder));
        if (!configuration.Accepted)
            return ($"edgeguard check{option}", new Words($"{configFolder} 中的配置有错误：", $"The configuration in {configFolder} has errors:"));
        return option.Length == 0
            ? ("systemctl start edgeguard", new Words("配置无误。启动服务：", "The configuration is accepted. Start the service:"))
            : ($"edgeguard run{option}", new Words("配置无误。启动：", "The configuration is accepted. Start it:"));
    }
}
