namespace EdgeGuard.Core.Expressions;

/// <summary>What an expression is bound to: the room, one device, or one point.</summary>
public readonly record struct BindingTarget
{
    private BindingTarget(string? device, int? point) => (Device, Point) = (device, point);

    /// <summary>Its id; null for the room and for a point (whose device is the point's).</summary>
    public string? Device { get; }

    public int? Point { get; }

    public static BindingTarget Room => default;

    public static BindingTarget OfDevice(string id) => new(id, null);

    public static BindingTarget OfPoint(int index) => new(null, index);
}
