using EdgeGuard.Modbus;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Devices;

/// <summary>
/// APC InRow SC room cooling, function 3: signed longs of two registers, high word first, in tenths of degF and of kW; texts two characters
/// a register. Source: APC 990-3027B, Modbus Register Map: InRow SC.
/// </summary>
/// <param name="room">The room now.</param>
/// <param name="number">1 or 2.</param>
internal sealed class ApcInRowSc(Func<RoomState> room, int number) : RoomUnit(ModbusTable.HoldingRegister, room, Name)
{
    public const byte DefaultUnit = 1;

    private const double SupplySetpoint = 13;
    private const double CondenserRise = 14;

    private static readonly ModbusIdentity Name = new("APC", "ACSC100", "1.00");

    protected override ushort? Register(RoomState room, int address)
    {
        AirConditionerState unit = number == 1 ? room.AirConditioner1 : room.AirConditioner2;
        return address switch
        {
            0 => Status(unit),
            1 or 2 => Tenths(Fahrenheit(unit.Setpoint), address - 1),
            3 or 4 => Tenths(Fahrenheit(SupplySetpoint), address - 3),
            5 => 2,
            6 => 2,
            7 => 1,
            8 => 0,
            9 or 10 => Tenths(unit.HalfBand * 1.8, address - 9),
            >= 11 and <= 31 => Text(number == 1 ? "AC-1" : "AC-2", address - 11),
            >= 32 and <= 52 => Text("virtual room", address - 32),
            >= 53 and <= 62 => Text("ACSC100", address - 53),
            >= 63 and <= 72 => Text(number == 1 ? "SIM000000001" : "SIM000000002", address - 63),
            >= 73 and <= 76 => Text("1.00", address - 73),
            >= 77 and <= 80 => Text("A1", address - 77),
            >= 81 and <= 86 => Text("01/02/2020", address - 81),
            87 => Mode(unit),
            88 or 89 => Tenths(unit.Output / 1000, address - 88),
            90 or 91 => Tenths(unit.Demand / 1000, address - 90),
            92 or 93 => Tenths(Fahrenheit(room.Probe(RoomProbe.Rack)), address - 92),
            94 or 95 => Tenths(Fahrenheit(unit.Supply), address - 94),
            96 or 97 => Tenths(Fahrenheit(unit.Return), address - 96),
            98 or 99 => Tenths(Fahrenheit(room.Outdoor + CondenserRise * unit.Effect), address - 98),
            _ => null,
        };
    }

    /// <summary>0 none, 4 warning (no mains), 8 critical (compressor or fan tripped).</summary>
    private static ushort Status(AirConditionerState unit) => (ushort)(unit.Failed || unit.FanFailed ? 8 : unit.Powered ? 0 : 4);

    /// <summary>0 standby (no mains, at rest, or still starting), 1 on, 2 idle: on, but held by its fault.</summary>
    private static ushort Mode(AirConditionerState unit) => (ushort)(!unit.Awake || unit.Stopped ? 0 : unit.Failed || unit.FanFailed ? 2 : 1);

    private static double Fahrenheit(double celsius) => celsius * 1.8 + 32;

    private static ushort Tenths(double value, int word) => Word(unchecked((uint)(int)Math.Round(value * 10)), word);

    private static ushort Text(string text, int register)
    {
        int at = 2 * register;
        int high = at < text.Length ? text[at] : 0;
        int low = at + 1 < text.Length ? text[at + 1] : 0;
        return (ushort)(high << 8 | low);
    }
}
