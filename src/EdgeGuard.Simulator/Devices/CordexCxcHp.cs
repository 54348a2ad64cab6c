using EdgeGuard.Modbus;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Devices;

/// <summary>
/// Alpha Cordex CXC HP, limited data set: unit 247, function 4, single precision, high word first, on the wire 30001 below the printed
/// number. Unknown is 0xFFFFFFFF. Runtime in h, last discharge in min [assumed: the guide gives no unit].
/// Source: Modbus Integrator's Guide for the CXC HP, Rev G table 31, Rev N table 3-36.
/// </summary>
internal sealed class CordexCxcHp(Func<RoomState> room, CordexRevision revision) : RoomUnit(ModbusTable.InputRegister, room, Name)
{
    public const byte DefaultUnit = 247;

    private const int PrintedBase = 30001;
    private const int LastOfG = 30032;

    private static readonly ModbusIdentity Name = new("Alpha Technologies", "Cordex CXC HP", "5.10");

    /// <summary>Addresses of Rev G, whichever revision is served.</summary>
    protected override ushort? Register(RoomState room, int address)
    {
        int printed = address + PrintedBase + (revision == CordexRevision.N ? 2 : 0);
        if (printed > LastOfG)
            return null;
        int word = (printed - 1) % 2;
        return Word(Value(room, printed - word), word);
    }

    private static float Value(RoomState room, int printed)
    {
        DcPlantState plant = room.DcPlant;
        return (float)(printed switch
        {
            30003 => plant.BusVoltage,
            30005 => plant.LoadCurrent,
            30007 => DcPlantState.Modules * DcPlantState.ModuleCurrent,
            30009 => Mode(plant),
            30011 => room.Mains.VoltageA,
            30013 => Math.Min(plant.RuntimeHours, 99),
            30015 => plant.DischargeSeconds / 60,
            30017 => DcPlantState.LowVoltageLimit,
            30019 => DcPlantState.HighVoltageLimit,
            30021 => 1,
            30023 => 180,
            30025 => 264,
            30027 => plant.Battery.CapacityAh,
            30029 => plant.Battery.Temperature,
            30031 => plant.BatteryCurrent,
            _ => 0,
        });
    }

    /// <summary>2 off, 3 battery on discharge, 4 conditioning, 5 charging.</summary>
    private static double Mode(DcPlantState plant) =>
        plant.Lvd2Open ? 2 : plant.Discharging ? 3 : plant.Boost ? 4 : 5;
}
