namespace EdgeGuard.Core.Profiles;

/// <summary>How the device's serial port is set when it leaves the factory.</summary>
public sealed record SerialDefaults(int Baud = 9600, LineParity Parity = LineParity.None, int StopBits = 1);
