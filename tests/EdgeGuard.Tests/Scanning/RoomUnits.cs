using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Scanning;

/// <summary>Units of every kind that a scan meets.</summary>
internal static class RoomUnits
{
    /// <summary>3: answers. 5: knows no register 0, and is a Socomec by its register 0x1000. 7: a Huawei by 43/14. All others are silent.</summary>
    public static Dictionary<byte, IModbusUnit> Make()
    {
        var plain = new ModbusMemory();
        plain.SetRegisters(ModbusTable.HoldingRegister, 0, 1, 2, 3);
        var socomec = new ModbusMemory();
        socomec.SetRegisters(ModbusTable.HoldingRegister, 0x1000, 515);
        var huawei = new ModbusMemory { Identity = new ModbusIdentity("HUAWEI", "UPS2000", "V1").With(0x87, "1").With(0x88, "1=UPS2000;2=V1") };
        return new() { [3] = plain, [5] = socomec, [7] = huawei };
    }
}
