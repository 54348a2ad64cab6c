namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>A growing array of bytes with a file's manners.</summary>
internal sealed class Bytes(byte[] content)
{
    private const long SaneLength = 256 * 1024 * 1024;
    private byte[] _content = (byte[])content.Clone();

    public long Length { get; private set; } = content.Length;

    public int Read(long offset, Span<byte> buffer)
    {
        int count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        _content.AsSpan((int)Math.Min(offset, Length), count).CopyTo(buffer);
        return count;
    }

    public void Apply(DiskEvent change)
    {
        if (change.Action == DiskAction.SetLength) SetLength(change.Offset);
        else Write(change.Offset, change.Bytes);
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset + bytes.Length > Length) SetLength(offset + bytes.Length);
        bytes.CopyTo(_content.AsSpan((int)offset));
    }

    public void SetLength(long length)
    {
        if (length > SaneLength) throw new InvalidOperationException($"A file of {length} bytes is a wild write.");
        if (length > _content.Length) Array.Resize(ref _content, (int)Math.Max(length, _content.Length * 2));
        if (length > Length) _content.AsSpan((int)Length, (int)(length - Length)).Clear();
        Length = length;
    }

    public byte[] ToArray() => _content.AsSpan(0, (int)Length).ToArray();
}
