namespace EdgeGuard.Core.Profiles;

/// <summary>Registers and objects that tell which device, or which version, answers.</summary>
internal static class ProbeChecks
{
    public static void Check(DeviceProfile profile, Findings findings)
    {
        for (int i = 0; i < profile.Variants.Count; i++)
        {
            if (profile.Variants[i].When is { } probe)
                CheckProbe(profile, probe, $"$.variants[{i}].when", findings);
        }

        if (profile.Identity is not { } identity)
            return;
        findings.Require(
            identity.Objects.Count + identity.Registers.Count > 0, "$.identity",
            "识别条件至少要有一个对象或寄存器", "An identity names at least one object or register.");
        for (int i = 0; i < identity.Registers.Count; i++)
            CheckProbe(profile, identity.Registers[i], $"$.identity.registers[{i}]", findings);
        for (int i = 0; i < identity.Objects.Count; i++)
            CheckObject(identity.Objects[i], $"$.identity.objects[{i}]", findings);
    }

    private static void CheckObject(IdentityObject item, string path, Findings findings)
    {
        findings.Require(item.Object is >= 0 and <= 255, $"{path}.object", "对象号为 0-255", "An object id is 0-255.");
        findings.Require(item.From is null or (>= 0 and <= 255), $"{path}.from", "对象号为 0-255", "An object id is 0-255.");
        findings.Require(
            item.Code is >= 1 and <= 4, $"{path}.code",
            "读取码为 1（基本）、2（常规）、3（扩展）或 4（单个对象）",
            "A read code is 1 (basic), 2 (regular), 3 (extended) or 4 (one object).");
        findings.Require(
            item.Contains.Length > 0, $"{path}.contains",
            "空文本什么都符合；请写出能识别设备的文字", "Every text contains the empty one; write what tells the device.");
    }

    private static void CheckProbe(DeviceProfile profile, RegisterProbe probe, string path, Findings findings)
    {
        int start = profile.Addressing.ToWire(probe.Table, probe.Address);
        findings.Require(!probe.Table.IsBits(), $"{path}.table", "识别读的是寄存器，不是位", "A probe reads a register, not a bit.");
        findings.Require(
            start >= 0 && start + probe.Type.Registers() <= 65536, $"{path}.address",
            $"识别寄存器在线路上是 {start}，只可能是 0-65535",
            $"The probe lies at {start} on the wire, where 0-65535 is possible.");
        findings.Require(
            probe.Values.Count > 0 != probe.Range is not null, path,
            "识别条件要么用 values，要么用 range", "A probe has either \"values\" or a \"range\".");
        PointChecks.CheckPatterns(probe.Values, probe.Type, $"{path}.values", findings);
    }
}
