namespace EdgeGuard.Modbus;

/// <summary>Bytes on the wire: a frame that was sent, or what came, which may be only a part of a frame.</summary>
public delegate void ModbusBytesSeen(bool sent, ReadOnlySpan<byte> bytes);

/// <summary>Lets a person see the frames of a client. While nobody listens it costs a comparison.</summary>
public sealed class ModbusTap
{
    /// <summary>Called in the middle of the exchange, so it must be quick and not throw. Null: nobody listens.</summary>
    public ModbusBytesSeen? Seen { get; set; }

    internal void Sent(ReadOnlySpan<byte> frame) => Seen?.Invoke(true, frame);

    internal void Received(ReadOnlySpan<byte> bytes) => Seen?.Invoke(false, bytes);
}
