namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>A temperature and humidity transmitter (profile xy-md02) on a bus.</summary>
internal interface IClimate : IAsyncDisposable
{
    /// <summary>The bus in edgeguard.json.</summary>
    string Bus { get; }

    /// <summary>Steps both registers.</summary>
    /// <param name="temperature">degC.</param>
    /// <param name="humidity">%RH.</param>
    Task SetAsync(double temperature, double humidity = 50);
}
