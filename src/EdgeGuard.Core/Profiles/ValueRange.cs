namespace EdgeGuard.Core.Profiles;

/// <summary>What the device can mean, both ends included, in the unit the point states; beyond it a reading is bad, OutOfRange.</summary>
public sealed record ValueRange(double? Min = null, double? Max = null);
