using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <content>What is known of the devices beside their readings.</content>
internal sealed partial class Gateway
{
    private DeviceMemories OpenMemories()
    {
        ReadOnlyMemory<byte>? kept = null;
        try
        {
            kept = _start.Store.LoadDevices();
        }
        catch (OutboxFaultException e)
        {
            Post(Note("store", "devices", Say($"读不出设备记忆，重新学习：{e.Message}", $"What was learnt of the devices cannot be read, it is learnt anew: {e.Message}")));
        }

        var memories = new DeviceMemories(kept.GetValueOrDefault().Span);
        if (memories.IsDamaged)
            Post(Note("store", "devices", Say("设备记忆已损坏，重新学习", "What was learnt of the devices is damaged, it is learnt anew")));
        return memories;
    }

    /// <summary>With the snapshots: what is lost by a power cut is learnt again in some polls.</summary>
    private void KeepDevices()
    {
        if (_memories.TakeChanges() is { } changed)
            _commits.Post(() => _start.Store.SaveDevices(changed));
        if (_memories.TakeNewTexts())
            _link?.Announce();
    }

    private void TellDevice(string device, Words what) => Post(Note("device", device, what.In(_start.Model.Language)));
}
