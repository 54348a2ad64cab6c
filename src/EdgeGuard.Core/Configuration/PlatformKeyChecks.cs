namespace EdgeGuard.Core.Configuration;

/// <summary>Whether the keys of the platform can be used, and are there where they are needed.</summary>
internal static class PlatformKeyChecks
{
    public static IEnumerable<ConfigError> Of(ConfigSpot mqtt, MqttConfig config)
    {
        var keys = mqtt["platformKeys"];
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < config.PlatformKeys.Count; i++)
        {
            var key = config.PlatformKeys[i];
            if (!known.Add(key.Id))
                yield return keys[i]["id"].Error($"密钥“{key.Id}”已有；名称不得重复", $"there is a key \"{key.Id}\" already; every key has a name of its own");
            if (key.Fault() is { } fault)
                yield return keys[i]["publicKey"].Error(fault.Zh, fault.En);
        }

        if (config.Settle == SettleBy.Platform && !config.PlatformKeys.Any(static key => key.May.Contains(PlatformRight.Ack)))
        {
            yield return mqtt["settle"].Error(
                "由平台确认时，platformKeys 中至少要有一个密钥带有权限 ack",
                "where the platform settles, at least one of platformKeys must have the right ack");
        }
    }
}
