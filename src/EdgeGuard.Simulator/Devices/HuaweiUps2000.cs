using EdgeGuard.Modbus;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Devices;

/// <summary>
/// Huawei UPS2000, unit 1, function 3. Data stand at 10000 times the unit's number and up, alarms at their printed number (40156 and up)
/// plus 1024 times it. What this model does not have answers 0x7FFF. Source: networkupstools/nut drivers/huawei-ups2000.c.
/// </summary>
internal sealed class HuaweiUps2000(Func<RoomState> room) : RoomUnit(ModbusTable.HoldingRegister, room, Name)
{
    public const byte DefaultUnit = 1;

    private const ushort NotHere = 0x7FFF;
    private const int AlarmBase = 40156 + 1024;
    private const double OverTemperature = 50;
    private const double UnderVoltageCell = 1.75;

    private static readonly ModbusIdentity Name = new(
    [
        KeyValuePair.Create((byte)0x00, "HUAWEI"),
        KeyValuePair.Create((byte)0x01, "UPS2000"),
        KeyValuePair.Create((byte)0x02, "V100R001C01SPC120"),
        KeyValuePair.Create((byte)0x87, "\0\0\0\u0001"),
        KeyValuePair.Create((byte)0x88, "1=UPS2000;2=V100R001C01SPC120;3=V100R001;4=SIM0000000000001;5=1;6=1"),
    ]);

    protected override ushort? Register(RoomState room, int address) => address switch
    {
        >= 11000 and <= 11043 => Data(room, address),
        >= 12000 and <= 12033 => BatteryData(room.Ups, address),
        19009 => Scaled(UpsState.RatedVa / 1000, 10),
        >= AlarmBase and <= AlarmBase + 26 => Alarm(room.Ups, address - 1024),
        _ => null,
    };

    private static ushort Data(RoomState room, int address)
    {
        UpsState ups = room.Ups;
        return address switch
        {
            11000 or 11004 => Scaled(room.Mains.VoltageA, 10),
            11003 or 11007 => Scaled(room.Mains.Frequency, 10),
            11008 => Scaled(ups.OutputVoltage, 10),
            11011 => Scaled(ups.OutputCurrent, 10),
            11014 => Scaled(ups.Mode == UpsMode.Off ? 0 : 50, 10),
            11015 => Scaled(ups.LoadPower / 1000, 10),
            11018 => Scaled(ups.ApparentPower / 1000, 10),
            11021 => Scaled(ups.LoadPercent, 10),
            11024 => ups.Mode switch { UpsMode.Normal => 2, UpsMode.Battery or UpsMode.Test => 3, _ => 0 },
            11027 => Signed(ups.Temperature, 10),
            11043 => (ushort)(Bit(6, ups.BatteryLow) | Bit(2, ups.Mode == UpsMode.Test)),
            _ => NotHere,
        };
    }

    private static ushort BatteryData(UpsState ups, int address)
    {
        uint runtime = (uint)Math.Clamp(Math.Round(ups.Runtime), 0, uint.MaxValue - 1);
        return address switch
        {
            12000 => Scaled(ups.BatteryVoltage, 10),
            12002 => ChargeState(ups),
            12003 => Scaled(ups.Battery.StateOfCharge, 100),
            12004 or 12005 => Word(runtime, address - 12004),
            12007 => 4,
            12033 => Scaled(ups.Battery.CapacityAh, 1),
            _ => NotHere,
        };
    }

    /// <summary>2 rests, 3 float, 4 equalising charge, 5 discharges.</summary>
    private static ushort ChargeState(UpsState ups) => ups.Mode switch
    {
        UpsMode.Battery or UpsMode.Test => 5,
        UpsMode.Normal when ups.Battery.StateOfCharge < 0.99 => 4,
        UpsMode.Normal => 3,
        _ => 2,
    };

    private static ushort Alarm(UpsState ups, int printed) => printed switch
    {
        40156 => Bit(3, ups.Temperature > OverTemperature),
        40164 => Bit(3, ups.Mode == UpsMode.Battery && ups.BatteryVoltage < ups.Battery.Cells * UnderVoltageCell),
        40173 => (ushort)(Bit(5, ups.LoadPercent is >= 105 and < 110) | Bit(3, ups.LoadPercent is >= 110 and < 130)),
        40182 => Bit(13, ups.LoadPercent >= 130),
        _ => 0,
    };

    private static ushort Bit(int number, bool set) => (ushort)(set ? 1 << number : 0);
}
