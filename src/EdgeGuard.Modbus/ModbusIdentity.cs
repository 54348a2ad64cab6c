using System.Text;

namespace EdgeGuard.Modbus;

/// <summary>
/// The identification objects of a device, function 43/14 (Application Protocol V1.1b3, 6.21). Immutable.
/// Objects 0-2 are vendor, product code and revision; 3-6 URL, product name, model name, application name; 128-255 are the vendor's own.
/// </summary>
public sealed class ModbusIdentity
{
    /// <summary>The longest object that fits one answer, in bytes.</summary>
    public const int MaxObjectBytes = 244;

    private readonly SortedDictionary<byte, string> _objects;

    /// <exception cref="ArgumentException">An object is longer than <see cref="MaxObjectBytes"/> in UTF-8.</exception>
    public ModbusIdentity(string vendor, string productCode, string revision)
        : this([KeyValuePair.Create((byte)0, vendor), KeyValuePair.Create((byte)1, productCode), KeyValuePair.Create((byte)2, revision)])
    {
    }

    /// <summary>A later object of the same number replaces the earlier.</summary>
    /// <exception cref="ArgumentException">An object is longer than <see cref="MaxObjectBytes"/> in UTF-8.</exception>
    public ModbusIdentity(IEnumerable<KeyValuePair<byte, string>> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        _objects = [];
        foreach (var (id, value) in objects)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(objects));
            if (Encoding.UTF8.GetByteCount(value) > MaxObjectBytes)
            {
                throw new ArgumentException($"Identification object {id} is longer than {MaxObjectBytes} bytes; shorten it.", nameof(objects));
            }

            _objects[id] = value;
        }
    }

    /// <summary>In ascending order of the object number.</summary>
    public IReadOnlyDictionary<byte, string> Objects => _objects;

    public string? Vendor => _objects.GetValueOrDefault((byte)0);

    public string? ProductCode => _objects.GetValueOrDefault((byte)1);

    public string? Revision => _objects.GetValueOrDefault((byte)2);

    /// <summary>The same objects and one more, or one replaced.</summary>
    public ModbusIdentity With(byte id, string value) => new([.. _objects, KeyValuePair.Create(id, value)]);
}
