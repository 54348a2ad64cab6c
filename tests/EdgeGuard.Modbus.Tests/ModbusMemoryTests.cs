namespace EdgeGuard.Modbus.Tests;

public class ModbusMemoryTests
{
    [Fact]
    public void An_address_exists_once_it_was_set_and_ceases_when_removed()
    {
        var memory = new ModbusMemory();
        Assert.Null(memory.GetRegister(ModbusTable.InputRegister, 65_535));

        memory.SetRegisters(ModbusTable.InputRegister, 65_535, 9);
        Assert.Equal((ushort)9, memory.GetRegister(ModbusTable.InputRegister, 65_535));
        Assert.Equal(ModbusExceptionCode.None, memory.ReadRegisters(ModbusTable.InputRegister, 65_535, new ushort[1]));

        memory.Remove(ModbusTable.InputRegister, 65_535, 1);
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, memory.ReadRegisters(ModbusTable.InputRegister, 65_535, new ushort[1]));
    }

    [Fact]
    public void A_write_to_a_hole_changes_nothing_and_tells_nobody()
    {
        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.HoldingRegister, 255, 1);
        var written = 0;
        memory.Written += (_, _, _) => written++;

        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, memory.WriteRegisters(255, [5, 6]));

        Assert.Equal((ushort)1, memory.GetRegister(ModbusTable.HoldingRegister, 255));
        Assert.Equal(0, written);
    }

    [Fact]
    public void A_write_says_what_was_written()
    {
        var memory = new ModbusMemory();
        memory.SetBits(ModbusTable.Coil, 255, false, false);
        var said = default((ModbusTable, ushort, int));
        memory.Written += (table, address, count) => said = (table, address, count);

        Assert.Equal(ModbusExceptionCode.None, memory.WriteBits(255, [true, true]));

        Assert.Equal((ModbusTable.Coil, (ushort)255, 2), said);
        Assert.True(memory.GetBit(ModbusTable.Coil, 256));
    }

    [Fact]
    public void A_block_past_the_last_address_or_in_the_wrong_table_is_refused()
    {
        var memory = new ModbusMemory();

        Assert.Throws<ArgumentException>(() => memory.SetRegisters(ModbusTable.HoldingRegister, 65_535, 1, 2));
        Assert.Throws<ArgumentException>(() => memory.SetRegisters(ModbusTable.Coil, 0, 1));
        Assert.Throws<ArgumentException>(() => memory.SetBits(ModbusTable.InputRegister, 0, true));
        Assert.Throws<ArgumentException>(() => new ModbusIdentity(new string('x', 245), "", ""));
    }
}
