namespace EdgeGuard.Gateway.Gpio;

/// <summary>Writes a frame and returns when its last bit has left the machine.</summary>
internal delegate void FrameWriter(ReadOnlySpan<byte> frame, CancellationToken cancellationToken);
