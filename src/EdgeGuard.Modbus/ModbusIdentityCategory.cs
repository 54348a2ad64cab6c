namespace EdgeGuard.Modbus;

/// <summary>Which identification objects to ask for (Application Protocol V1.1b3, 6.21).</summary>
public enum ModbusIdentityCategory : byte
{
    /// <summary>Vendor, product code, revision.</summary>
    Basic = 1,

    /// <summary>Objects 0-127.</summary>
    Regular = 2,

    /// <summary>All objects.</summary>
    Extended = 3,

    /// <summary>The one object named.</summary>
    Individual = 4,
}
