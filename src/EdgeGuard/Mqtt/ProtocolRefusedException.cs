namespace EdgeGuard.Gateway.Mqtt;

/// <summary>The broker was reached and did not take the CONNECT of this protocol version; another version may do.</summary>
internal sealed class ProtocolRefusedException : Exception
{
    public ProtocolRefusedException() { }
    public ProtocolRefusedException(string message) : base(message) { }
    public ProtocolRefusedException(string message, Exception innerException) : base(message, innerException) { }
}
