using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Modbus.Tests.Counterparts;

/// <summary>A terminal whose reads block the caller and look at their token every few milliseconds, as a serial port's may.</summary>
internal sealed class PtyStream(string path) : Stream
{
    private const int PollMilliseconds = 5;
    private readonly SafeFileHandle _handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

    public bool HasPending => Poll(0);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!Poll(PollMilliseconds))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        var bytes = new byte[buffer.Length];
        var count = (int)read(_handle, bytes, bytes.Length);
        if (count < 0)
        {
            throw new IOException("The terminal is gone.", new Win32Exception());
        }

        bytes.AsMemory(0, count).CopyTo(buffer);
        return ValueTask.FromResult(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (write(_handle, buffer.ToArray(), buffer.Length) != buffer.Length)
        {
            throw new IOException("The terminal does not take the frame.", new Win32Exception());
        }

        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _handle.Dispose();
        base.Dispose(disposing);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(SafeFileHandle file, byte[] buffer, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(SafeFileHandle file, byte[] buffer, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int poll(ref PollFile files, nuint count, int milliseconds);

    private bool Poll(int milliseconds)
    {
        var file = new PollFile { Descriptor = (int)_handle.DangerousGetHandle(), Events = 1 };
        return poll(ref file, 1, milliseconds) > 0;
    }

    private struct PollFile
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
