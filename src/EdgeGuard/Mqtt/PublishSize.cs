using System.Text;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Length of a PUBLISH packet of QoS 1 as the broker counts it (MQTT 5, section 3.3): fixed header and all.</summary>
internal static class PublishSize
{
    public static long Of(string topic, int payload, bool v5)
    {
        long remaining = 2 + Encoding.UTF8.GetByteCount(topic) + 2 + (v5 ? 1 : 0) + payload;
        int lengthBytes = remaining switch { <= 127 => 1, <= 16_383 => 2, <= 2_097_151 => 3, _ => 4 };
        return 1 + lengthBytes + remaining;
    }
}
