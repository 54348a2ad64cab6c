namespace EdgeGuard.Gateway.Mqtt;

/// <summary>There is no connection to the broker; the message says why, for people, and holds no secret.</summary>
internal sealed class BrokerUnavailableException : Exception
{
    public BrokerUnavailableException() { }
    public BrokerUnavailableException(string message) : base(message) { }
    public BrokerUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}
