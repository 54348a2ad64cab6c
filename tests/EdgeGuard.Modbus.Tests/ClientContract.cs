namespace EdgeGuard.Modbus.Tests;

/// <summary>What every client does against every server that serves the memory given.</summary>
internal static class ClientContract
{
    public static async Task RequireAllFunctionsAsync(IModbusClient client, byte unit, ModbusMemory memory, CancellationToken token)
    {
        memory.SetBits(ModbusTable.Coil, 0, new bool[2000]);
        memory.SetBits(ModbusTable.DiscreteInput, 10, true, false, true);
        memory.SetRegisters(ModbusTable.HoldingRegister, 0, new ushort[200]);
        memory.SetRegisters(ModbusTable.InputRegister, 100, 0xABCD, 0x1234);

        var bits = new bool[3];
        await client.ReadBitsAsync(unit, ModbusTable.DiscreteInput, 10, bits, token);
        Assert.Equal([true, false, true], bits);

        var registers = new ushort[2];
        await client.ReadRegistersAsync(unit, ModbusTable.InputRegister, 100, registers, token);
        Assert.Equal([0xABCD, 0x1234], registers);

        await client.WriteAsync(unit, ModbusWrite.Coil(7, true), token);
        await client.WriteAsync(unit, ModbusWrite.Coils(8, new[] { true, false, true }), token);
        var coils = new bool[2000];
        await client.ReadBitsAsync(unit, ModbusTable.Coil, 0, coils, token);
        Assert.Equal([7, 8, 10], coils.Index().Where(c => c.Item).Select(c => c.Index));

        await client.WriteAsync(unit, ModbusWrite.Register(1, 0x12), token);
        await client.WriteAsync(unit, ModbusWrite.Mask(1, 0xF2, 0x25), token);
        await client.WriteAsync(unit, ModbusWrite.MultipleRegisters(2, new ushort[] { 2, 3 }), token);
        var both = new ushort[4];
        await client.WriteAsync(unit, ModbusWrite.ThenRead(4, new ushort[] { 4 }, 1, both), token);
        Assert.Equal([0x17, 2, 3, 4], both);

        var most = new ushort[125];
        await client.ReadRegistersAsync(unit, ModbusTable.HoldingRegister, 0, most, token);
        Assert.Equal([0, 0x17, 2, 3, 4, 0], most[..6]);

        var identity = await client.ReadIdentityAsync(unit, ModbusIdentityCategory.Basic, 0, token);
        Assert.Equal(["EdgeGuard", "EG-1", "1.0"], identity.Objects.Values);
    }
}
