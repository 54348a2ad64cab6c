namespace EdgeGuard.Gateway.Acquisition;

/// <summary>An I2C adapter that is missing or may not be used: no chip on it can answer.</summary>
internal sealed class AdapterUnusableException(string message, Exception cause) : IOException(message, cause);
