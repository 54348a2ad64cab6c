namespace EdgeGuard.Core.Delivery;

/// <summary>The store cannot keep anything at present (disk full, write error, a flush that hangs).</summary>
public sealed class OutboxFaultException : Exception
{
    public OutboxFaultException() { }
    public OutboxFaultException(string message) : base(message) { }
    public OutboxFaultException(string message, Exception innerException) : base(message, innerException) { }
}
