using EdgeGuard.Modbus;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Devices;

/// <summary>
/// XY-MD02 temperature and humidity transmitter at the rack: function 4, register 1 tenths of degC (signed), register 2 tenths of %RH.
/// Source: wirenboard/wb-mqtt-serial templates/config-xy-md0x-deprecated.json.
/// </summary>
internal sealed class XyMd02(Func<RoomState> room) : RoomUnit(ModbusTable.InputRegister, room, Name)
{
    public const byte DefaultUnit = 1;

    private static readonly ModbusIdentity Name = new("XY", "XY-MD02", "1.0");

    protected override ushort? Register(RoomState room, int address) => address switch
    {
        1 => Signed(room.Probe(RoomProbe.Rack), 10),
        2 => Scaled(room.ProbeHumidity(RoomProbe.Rack), 10),
        _ => null,
    };
}
