namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>A temperature and humidity transmitter (profile xy-md02) on a bus.</summary>
internal interface IClimate : IAsyncDisposable
{
    /// <summary>The bus in edgeguard.json.</summary>
    string Bus { get; }

    /// <summary>Steps the register, in degC.</summary>
    Task SetTemperatureAsync(double degrees);
}
