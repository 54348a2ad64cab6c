using System.Buffers.Binary;
using EdgeGuard.Modbus;
using EdgeGuard.Simulator.Devices;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Tests.Devices;

/// <summary>Every map is decoded by hand here, from the wire addresses, and must say what the physics says.</summary>
public class RegisterMapTests
{
    private RoomState _room = RoomState.Start(new RoomInputs(), 14, 22.3).Step(new RoomInputs(), 60);

    [Fact]
    public void Huawei_UPS2000_tells_mains_load_and_battery()
    {
        var ups = new HuaweiUps2000(() => _room);
        ushort[] data = Read(ups, ModbusTable.HoldingRegister, 11000, 28);
        Assert.Equal(_room.Mains.VoltageA, data[0] / 10.0, 0.051);
        Assert.Equal(50, data[3] / 10.0, 0.051);
        Assert.Equal(2300, data[8]);
        Assert.Equal(15, data[15]);
        Assert.Equal(625, data[21]);
        Assert.Equal(2, data[24]);
        Assert.Equal(_room.Ups.Temperature, (short)data[27] / 10.0, 0.051);
        Assert.Equal(0x7FFF, data[1]);
        ushort[] battery = Read(ups, ModbusTable.HoldingRegister, 12000, 34);
        Assert.Equal(36 * 2.27, battery[0] / 10.0, 0.051);
        Assert.Equal(3, battery[2]);
        Assert.Equal(100, battery[3]);
        Assert.Equal(_room.Ups.Runtime, battery[4] * 65536.0 + battery[5], 0.51);
        Assert.Equal(36, battery[33]);
        Assert.Equal(30, Read(ups, ModbusTable.HoldingRegister, 19009, 1)[0]);
        Assert.All(Read(ups, ModbusTable.HoldingRegister, 41180, 27), r => Assert.Equal(0, r));
    }

    [Fact]
    public void Huawei_UPS2000_tells_that_it_is_on_battery()
    {
        var ups = new HuaweiUps2000(() => _room);
        _room = _room.Step(_room.Inputs with { Mains = false }, 0);
        ushort[] data = Read(ups, ModbusTable.HoldingRegister, 11000, 28);
        Assert.Equal(0, data[0]);
        Assert.Equal(3, data[24]);
        Assert.Equal(5, Read(ups, ModbusTable.HoldingRegister, 12002, 1)[0]);
    }

    [Theory]
    [InlineData(107, 1 << 5)]
    [InlineData(115, 1 << 3)]
    [InlineData(90, 0)]
    public void Huawei_UPS2000_tells_its_overload_in_register_40173_of_unit_1(double percent, int bits)
    {
        var ups = new HuaweiUps2000(() => _room);
        _room = _room.Step(_room.Inputs with { UpsLoad = 24 * percent }, 0);
        Assert.Equal(bits, Read(ups, ModbusTable.HoldingRegister, 40173 + 1024, 1)[0]);
    }

    [Theory]
    [InlineData(CordexRevision.G, 0)]
    [InlineData(CordexRevision.N, -2)]
    public void Cordex_tells_bus_load_and_battery_at_its_revisions_addresses(CordexRevision revision, int shift)
    {
        var plant = new CordexCxcHp(() => _room, revision);
        _room = _room.Step(_room.Inputs with { Mains = false }, 1);
        Assert.Equal(_room.DcPlant.BusVoltage, Single(plant, 30003 + shift - 30001), 0.001);
        Assert.Equal(_room.DcPlant.LoadCurrent, Single(plant, 30005 + shift - 30001), 0.001);
        Assert.Equal(200, Single(plant, 30007 + shift - 30001));
        Assert.Equal(3, Single(plant, 30009 + shift - 30001));
        Assert.Equal(0, Single(plant, 30011 + shift - 30001));
        Assert.Equal(300, Single(plant, 30027 + shift - 30001));
        Assert.Equal(_room.DcPlant.Battery.Temperature, Single(plant, 30029 + shift - 30001), 0.001);
        float battery = Single(plant, 30031 + shift - 30001);
        Assert.True(battery < -70);
        Assert.Equal(_room.DcPlant.BatteryCurrent, battery, 0.001);
        _room = _room.Step(_room.Inputs with { Mains = true }, 0);
        Assert.Equal(5, Single(plant, 30009 + shift - 30001));
        Assert.Equal(_room.Mains.VoltageA, Single(plant, 30011 + shift - 30001), 0.001);
    }

    [Fact]
    public void InRow_SC_tells_tenths_of_a_degree_Fahrenheit_and_its_fault_at_once()
    {
        var unit = new ApcInRowSc(() => _room, 1);
        ushort[] data = Read(unit, ModbusTable.HoldingRegister, 87, 13);
        Assert.Equal(1, data[0]);
        Assert.Equal(_room.AirConditioner1.Output / 1000, Long(data, 1) / 10.0, 0.051);
        Assert.Equal(_room.AirConditioner1.Demand / 1000, Long(data, 3) / 10.0, 0.051);
        Assert.Equal(_room.Probe(RoomProbe.Rack), Celsius(data, 5), 0.03);
        Assert.Equal(_room.AirConditioner1.Supply, Celsius(data, 7), 0.03);
        Assert.Equal(_room.AirConditioner1.Return, Celsius(data, 9), 0.03);
        Assert.Equal(22, Celsius(Read(unit, ModbusTable.HoldingRegister, 1, 2), 0), 0.03);
        Assert.Equal(0, Read(unit, ModbusTable.HoldingRegister, 0, 1)[0]);
        ushort[] model = Read(unit, ModbusTable.HoldingRegister, 53, 4);
        Assert.Equal("ACSC100\0", string.Concat(model.Select(r => $"{(char)(r >> 8)}{(char)(r & 255)}")));

        _room = _room.Step(_room.Inputs with { AirConditioner1Failed = true }, 0);
        Assert.Equal(8, Read(unit, ModbusTable.HoldingRegister, 0, 1)[0]);
        Assert.Equal(2, Read(unit, ModbusTable.HoldingRegister, 87, 1)[0]);
        Assert.Equal(0, Read(new ApcInRowSc(() => _room, 2), ModbusTable.HoldingRegister, 0, 1)[0]);
        _room = _room.Step(_room.Inputs with { AirConditioner1Failed = false, Mains = false }, 0);
        Assert.Equal(4, Read(unit, ModbusTable.HoldingRegister, 0, 1)[0]);
        Assert.Equal(0, Read(unit, ModbusTable.HoldingRegister, 87, 1)[0]);
    }

    [Fact]
    public void InRow_SC_tells_a_temperature_below_zero_as_a_negative_long()
    {
        RoomState cold = RoomState.Start(new RoomInputs(), 14, -30);
        // The probe at the rack: -29.7 degC is -21.46 degF, rounded to -215 tenths, 0xFFFF 0xFF29.
        Assert.Equal([0xFFFF, 0xFF29], Read(new ApcInRowSc(() => cold, 2), ModbusTable.HoldingRegister, 92, 2));
    }

    [Fact]
    public void SDM630_tells_the_feed_and_its_loss()
    {
        var meter = new EastronSdm630(() => _room);
        Assert.Equal(_room.Mains.VoltageA, Single(meter, 0x00), 0.001);
        Assert.Equal(_room.Mains.VoltageC, Single(meter, 0x04), 0.001);
        Assert.Equal(_room.Mains.PowerB, Single(meter, 0x0E), 0.01);
        Assert.Equal(_room.Mains.PowerB / 0.97 / _room.Mains.VoltageB, Single(meter, 0x08), 0.001);
        Assert.Equal(_room.Mains.Power, Single(meter, 0x34), 0.01);
        Assert.Equal(Single(meter, 0x0C) + Single(meter, 0x0E) + Single(meter, 0x10), Single(meter, 0x34), 0.01);
        Assert.Equal(50, Single(meter, 0x46), 0.05);
        Assert.Equal(_room.Mains.Energy, Single(meter, 0x48), 0.01);
        _room = _room.Step(_room.Inputs with { Mains = false }, 0);
        Assert.Equal(0, Single(meter, 0x00));
        Assert.Equal(0, Single(meter, 0x06));
        Assert.Equal(0, Single(meter, 0x34));
    }

    [Fact]
    public void XY_MD02_tells_tenths_of_degrees_and_humidity()
    {
        ushort[] data = Read(new XyMd02(() => _room), ModbusTable.InputRegister, 1, 2);
        Assert.Equal(_room.Probe(RoomProbe.Rack), (short)data[0] / 10.0, 0.051);
        Assert.Equal(_room.ProbeHumidity(RoomProbe.Rack), data[1] / 10.0, 0.051);
        RoomState cold = RoomState.Start(new RoomInputs(), 14, -20.8);
        Assert.Equal(0xFF33, Read(new XyMd02(() => cold), ModbusTable.InputRegister, 1, 1)[0]);
    }

    [Fact]
    public void What_a_device_does_not_have_is_refused()
    {
        var unit = new XyMd02(() => _room);
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, unit.ReadRegisters(ModbusTable.InputRegister, 2, new ushort[2]));
        Assert.Equal(ModbusExceptionCode.IllegalFunction, unit.ReadRegisters(ModbusTable.HoldingRegister, 1, new ushort[1]));
        Assert.Equal(ModbusExceptionCode.IllegalFunction, unit.WriteRegisters(1, [0]));
        Assert.Equal(ModbusExceptionCode.IllegalFunction, unit.ReadBits(ModbusTable.Coil, 0, new bool[1]));
        var meter = new EastronSdm630(() => _room);
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, meter.ReadRegisters(ModbusTable.InputRegister, 0x4B, new ushort[2]));
    }

    private static ushort[] Read(RoomUnit unit, ModbusTable table, int address, int count)
    {
        ushort[] values = new ushort[count];
        Assert.Equal(ModbusExceptionCode.None, unit.ReadRegisters(table, (ushort)address, values));
        return values;
    }

    private static float Single(RoomUnit unit, int address)
    {
        ushort[] words = Read(unit, ModbusTable.InputRegister, address, 2);
        byte[] bytes = [(byte)(words[0] >> 8), (byte)words[0], (byte)(words[1] >> 8), (byte)words[1]];
        return BinaryPrimitives.ReadSingleBigEndian(bytes);
    }

    private static int Long(ushort[] data, int at) => data[at] << 16 | data[at + 1];

    private static double Celsius(ushort[] data, int at) => (Long(data, at) / 10.0 - 32) * 5 / 9;
}
