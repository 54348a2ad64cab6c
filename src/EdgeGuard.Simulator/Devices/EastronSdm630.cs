using EdgeGuard.Modbus;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Devices;

/// <summary>
/// Eastron SDM630 three-phase meter: function 4, single precision, high word first. Its supply is kept by the UPS, so that it tells of a lost
/// feed by 0 V [assumed]. Source: volkszaehler/mbmd meters/rs485/sdm.go.
/// </summary>
internal sealed class EastronSdm630(Func<RoomState> room) : RoomUnit(ModbusTable.InputRegister, room, Name)
{
    public const byte DefaultUnit = 1;

    private const int Last = 0x4B;

    private static readonly ModbusIdentity Name = new("Eastron", "SDM630", "1.0");

    protected override ushort? Register(RoomState room, int address) =>
        address <= Last ? Word((float)Value(room.Mains, address & ~1), address & 1) : null;

    private static double Value(MainsState mains, int address) => address switch
    {
        0x00 => mains.VoltageA,
        0x02 => mains.VoltageB,
        0x04 => mains.VoltageC,
        0x06 => Current(mains.PowerA, mains.VoltageA),
        0x08 => Current(mains.PowerB, mains.VoltageB),
        0x0A => Current(mains.PowerC, mains.VoltageC),
        0x0C => mains.PowerA,
        0x0E => mains.PowerB,
        0x10 => mains.PowerC,
        0x12 => mains.PowerA / MainsState.PowerFactor,
        0x14 => mains.PowerB / MainsState.PowerFactor,
        0x16 => mains.PowerC / MainsState.PowerFactor,
        0x1E or 0x20 or 0x22 or 0x3E => mains.Present ? MainsState.PowerFactor : 1,
        0x2A => (mains.VoltageA + mains.VoltageB + mains.VoltageC) / 3,
        0x34 => mains.Power,
        0x38 => mains.Power / MainsState.PowerFactor,
        0x46 => mains.Frequency,
        0x48 => mains.Energy,
        _ => 0,
    };

    private static double Current(double power, double voltage) => voltage <= 0 ? 0 : power / MainsState.PowerFactor / voltage;
}
