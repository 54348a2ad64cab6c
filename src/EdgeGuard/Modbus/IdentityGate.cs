using System.Globalization;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>
/// Asks a device who it is, before its registers are taken for what its profile says: the identification objects and registers of
/// the profile's identity, and the registers that tell the version of the map.
/// </summary>
internal sealed class IdentityGate(DeviceProfile profile, string? variant)
{
    private readonly ProfileVariant? _variant = profile.FindVariant(variant);

    /// <summary>The most registers of a request.</summary>
    public const int MaxRegisters = 4;

    /// <summary>False: the profile says nothing that could be asked.</summary>
    public bool IsNeeded => profile.Identity is not null || profile.Variants.Any(static v => v.When is not null);

    public async ValueTask<IdentityVerdict> CheckAsync(UnitRequests unit, CancellationToken cancellationToken)
    {
        foreach (RegisterProbe probe in profile.Identity?.Registers ?? [])
        {
            IdentityVerdict verdict = await CheckAsync(probe, unit, cancellationToken).ConfigureAwait(false);
            if (verdict != default)
                return verdict;
        }

        IdentityVerdict version = await CheckVariantAsync(unit, cancellationToken).ConfigureAwait(false);
        return version != default ? version : await CheckObjectsAsync(unit, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IdentityVerdict> CheckAsync(RegisterProbe probe, UnitRequests unit, CancellationToken cancellationToken)
    {
        ModbusException? error = await AskAsync(probe, unit, cancellationToken).ConfigureAwait(false);
        if (error is null)
            return probe.Matches(unit.Registers) ? default : Misfit(Found(probe, unit.Registers));
        return IsAnswer(error) ? Misfit(new Words($"{Place(probe).Zh} 被拒绝 ({(byte)error.Code})", $"{Place(probe).En} is refused ({(byte)error.Code})")) : new(null, error);
    }

    /// <summary>The configured version must be the one that the device tells, where it tells one.</summary>
    private async ValueTask<IdentityVerdict> CheckVariantAsync(UnitRequests unit, CancellationToken cancellationToken)
    {
        ProfileVariant? told = null;
        foreach (ProfileVariant known in profile.Variants)
        {
            if (known.When is not { } probe)
                continue;
            ModbusException? error = await AskAsync(probe, unit, cancellationToken).ConfigureAwait(false);
            if (error is not null && !IsAnswer(error))
                return new(null, error);
            if (error is null && probe.Matches(unit.Registers))
            {
                if (known == _variant)
                    return default;
                told ??= known;
            }
        }

        return told is null && _variant?.When is null ? default : WrongVariant(told);
    }

    private async ValueTask<IdentityVerdict> CheckObjectsAsync(UnitRequests unit, CancellationToken cancellationToken)
    {
        foreach (IGrouping<(int Code, int From), IdentityObject> asked in (profile.Identity?.Objects ?? []).GroupBy(static o => (o.Code, o.From ?? o.Object)))
        {
            var request = new UnitRequest(default, (ushort)asked.Key.From, 0, (ModbusIdentityCategory)asked.Key.Code);
            ModbusException? error = await unit.AskAsync(request, cancellationToken).ConfigureAwait(false);
            if (error is { Kind: ModbusErrorKind.Exception, Code: ModbusExceptionCode.IllegalFunction })
                return new(null, null, new Words("设备不支持识别功能 (43/14)，无法核对型号", "The device has no identification (function 43/14); its model could not be compared"));
            if (error is not null && !IsAnswer(error))
                return new(null, error);
            foreach (IdentityObject expected in asked)
            {
                string? value = error is null && unit.Identity!.Objects.TryGetValue((byte)expected.Object, out string? found) ? found : null;
                if (value?.Contains(expected.Contains, StringComparison.OrdinalIgnoreCase) != true)
                    return Misfit(Found(expected, value));
            }
        }

        return default;
    }

    private ValueTask<ModbusException?> AskAsync(RegisterProbe probe, UnitRequests unit, CancellationToken cancellationToken) =>
        unit.AskAsync(new(probe.Table, (ushort)Wire(probe), (ushort)probe.Type.Registers()), cancellationToken);

    /// <summary>It does not have what is asked for, and says so; busy or broken it may be the right one all the same.</summary>
    private static bool IsAnswer(ModbusException e) => UnitRequests.IsRefusal(e) && UnitRequests.IsOfAddress(e.Code);

    private int Wire(RegisterProbe probe) => profile.Addressing.ToWire(probe.Table, probe.Address);

    private IdentityVerdict Misfit(Words found) => new(new Words(
        $"应答的不是“{profile.Name}”所说的设备：{found.Zh}。请核对单元号、接线和设备档案；若设备已更换，请换用它的档案",
        $"This is not the device of profile \"{profile.Name}\": {found.En}. Check unit id, cable and profile; a device that was replaced needs its own profile"));

    private IdentityVerdict WrongVariant(ProfileVariant? told)
    {
        string configured = _variant?.Name ?? "-";
        return new(told is not null
            ? new Words(
                $"设备的寄存器表是“{profile.Name}”的版本“{told.Name}”，配置的是“{configured}”。请在设备文件中写 \"variant\": \"{told.Name}\"",
                $"The device has variant \"{told.Name}\" of profile \"{profile.Name}\", and \"{configured}\" is configured. Write \"variant\": \"{told.Name}\" in its file")
            : new Words(
                $"设备的寄存器表不是“{profile.Name}”的版本“{configured}”：{Place(_variant!.When!).Zh} 不符。请核对设备的版本和设备档案",
                $"The device has not variant \"{configured}\" of profile \"{profile.Name}\": {Place(_variant.When!).En} does not fit. Compare the device's version with the profile"));
    }

    private Words Place(RegisterProbe probe)
    {
        Words table = ReadingWords.Table(probe.Table);
        int wire = Wire(probe);
        return new Words($"{table.Zh} {wire} (0x{wire:X4})", $"{table.En} {wire} (0x{wire:X4})");
    }

    private Words Found(RegisterProbe probe, ReadOnlySpan<ushort> registers)
    {
        ulong bits = RegisterWords.Assemble(registers[..probe.Type.Registers()], probe.Order);
        string found = RegisterWords.TryNumber(bits, probe.Type, out double number) ? number.ToString(CultureInfo.InvariantCulture) : $"0x{bits:X}";
        string right = probe.Values.Count > 0
            ? string.Join(" / ", probe.Values.Select(v => v.In(probe.Type).ToString(CultureInfo.InvariantCulture)))
            : string.Create(CultureInfo.InvariantCulture, $"{probe.Range?.Min ?? double.NegativeInfinity} … {probe.Range?.Max ?? double.PositiveInfinity}");
        return new Words($"{Place(probe).Zh} 应为 {right}，实为 {found}", $"{Place(probe).En} should be {right} and is {found}");
    }

    private static Words Found(IdentityObject expected, string? value) => value is null
        ? new Words($"识别对象 {expected.Object} 应含“{expected.Contains}”，设备没有此对象", $"identification object {expected.Object} should contain \"{expected.Contains}\", and the device has none")
        : new Words($"识别对象 {expected.Object} 应含“{expected.Contains}”，实为“{value}”", $"identification object {expected.Object} should contain \"{expected.Contains}\" and is \"{value}\"");
}
