namespace EdgeGuard.Gateway.Tests.Replay;

/// <summary>Gives its bytes a few at a time, as a pipe may.</summary>
internal sealed class PiecewiseStream(byte[] bytes, int piece) : MemoryStream(bytes)
{
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
}
