using System.Runtime.CompilerServices;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Scanning;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Finds the device whose frames are to be seen, and reads it.</summary>
internal sealed class RawReads(ScanSite site)
{
    public async IAsyncEnumerable<ControlAnswer> AnswersAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DeviceConfig? device = site.Devices.FirstOrDefault(d => d.Id == id);
        DeviceBus? bus = device is null ? null : DeviceBus.Of(device, site.Gateway);
        if (Refusal(id, device, bus) is { } refused)
        {
            yield return refused;
            yield break;
        }

        await foreach (ControlAnswer part in ReadAsync(device!, bus!, cancellationToken).ConfigureAwait(false))
            yield return part;
    }

    private ControlAnswer? Refusal(string id, DeviceConfig? device, DeviceBus? bus)
    {
        string names = string.Join(", ", site.Devices.Select(d => d.Id));
        if (device is null || bus is null)
            return ControlAnswer.Said(1, $"没有名为“{id}”的设备。有：{names}", $"There is no device named '{id}'. There are: {names}");
        return DeviceBus.IsModbus(bus.Config.Kind)
            ? null
            : ControlAnswer.Said(
                1,
                $"--raw 只显示 Modbus 设备的帧；“{id}”是 {device.Sensor}。不带 --raw 可读它的值。",
                $"--raw shows the frames of a Modbus device; '{id}' is a {device.Sensor}. Without --raw its values are read.");
    }

    private async IAsyncEnumerable<ControlAnswer> ReadAsync(DeviceConfig device, DeviceBus bus, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PolledBus? polled = site.Polled?.Invoke(bus.Key);
        byte unit = site.Buses.UnitOf(device);
        ModbusUnitTiming timing = site.Buses.TimingOf(device);
        ModbusAccess access = polled?.Modbus ?? site.Buses.Open(bus.Config, new ModbusClientOptions { Timing = timing }, new() { [unit] = timing });
        try
        {
            ReadPlan plan = site.Hardware.Kind(device.Profile!, device.Variant).Plan;
            IReadOnlyList<ProfilePoint> points = site.Hardware.Profile(device.Profile!)!.PointsOf(site.Hardware.Signals, device.Variant);
            yield return new ControlAnswer { Raw = new RawReport { Head = new RawHead(device.Id, device.Bus, unit, device.Profile!, device.Variant, plan.Blocks.Count) } };
            bool whole = true;
            var read = new RawRead(access, unit, plan, points, polled?.Turn ?? ScanSite.AtOnceAsync, site.Time);
            await foreach (RawRequest request in read.RunAsync(cancellationToken).ConfigureAwait(false))
            {
                whole &= !request.GivenUp;
                yield return new ControlAnswer { Raw = new RawReport { Request = request } };
            }

            yield return whole
                ? new ControlAnswer { Last = true, Raw = new RawReport() }
                : ControlAnswer.Said(1, $"设备“{device.Id}”没有应答，其余请求未发送。", $"Device '{device.Id}' does not answer; nothing more was asked.");
        }
        finally
        {
            if (polled is null)
                await access.Client.DisposeAsync().ConfigureAwait(false);
        }
    }
}
