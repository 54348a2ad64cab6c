using EdgeGuard.Core.Profiles;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>One question to a device: registers or bits of a table, or, where there is a category, identification objects.</summary>
/// <param name="Address">On the wire; of an identification, the first object.</param>
internal readonly record struct UnitRequest(RegisterTable Table, ushort Address, ushort Count, ModbusIdentityCategory? Identity = null)
{
    public static UnitRequest Of(PlanBlock block) => new(block.Table, block.Address, block.Count);
}
