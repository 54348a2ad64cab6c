using EdgeGuard.Core.Configuration;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>
/// A serial port as a stream. Reads and writes block the calling thread in poll(2), for a serial bus has a thread of its
/// own; a cancelled token ends the wait at once. One reader and one writer at a time, on the same thread or not.
/// </summary>
internal sealed unsafe class SerialPortStream : Stream
{
    private const nint FlushBoth = 2;

    private readonly SafeFileHandle _port;
    private readonly SafeFileHandle _wake = Libc.EventFd();
    private readonly string _path;
    private readonly RtsDirection? _direction;
    private readonly FrameWriter _writeOut;
    private volatile bool _disposed;

    private SerialPortStream(SafeFileHandle port, string path, RtsDirection? direction)
    {
        _port = port;
        _path = path;
        _direction = direction;
        _writeOut = WriteOut;
    }

    public override bool CanRead => !_disposed;

    public override bool CanWrite => !_disposed;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">The port is missing, in use, or cannot do what is configured.</exception>
    public static SerialPortStream Open(BusConfig bus)
    {
        string path = bus.Path ?? throw new ArgumentException("A serial bus has a path.", nameof(bus));
        SafeFileHandle port = Libc.Open(path, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking);
        if (port.IsInvalid)
            throw new IOException($"Serial port {path}: {SerialPorts.Machine.WhyNotOpen(path, LinuxError.LastCode)}.");
        try
        {
            // The lock is for programs that ask, the exclusive mode for those that do not (but root).
            if (Libc.Flock(port, Libc.LockExclusiveNoWait) < 0)
                throw new IOException($"Serial port {path}: {SerialPorts.InUse(path)}.");
            _ = Libc.Ioctl(port, Termios.Exclusive, 0);
            Termios.Configure(port, bus);
            RtsDirection? direction = bus.Rs485 == Rs485Direction.Rts ? new RtsDirection(bus, on => SetRts(port, on), Pause) : null;
            direction?.Listen();
            _ = Libc.Ioctl(port, Termios.Flush, FlushBoth);
            return new SerialPortStream(port, path, direction);
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }

    /// <summary>Whether a read would end at once, without waiting: bytes lie unread, or the port is gone.</summary>
    public bool HasPendingInput
    {
        get
        {
            var file = new Libc.PollFd { Fd = (int)_port.DangerousGetHandle(), Events = Libc.PollIn };
            return Libc.Poll(&file, 1, 0) > 0;
        }
    }

    /// <summary>At least one byte, when there is one.</summary>
    /// <exception cref="IOException">The port is gone (an adapter was pulled out); the message names its path.</exception>
    public override int Read(Span<byte> buffer) => Read(buffer, CancellationToken.None);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count), CancellationToken.None);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return ValueTask.FromResult(Read(buffer.Span, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Returns when the last bit has left the machine.</summary>
    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer, CancellationToken.None);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count), CancellationToken.None);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            Write(buffer.Span, cancellationToken);
            return ValueTask.CompletedTask;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Nothing is kept back: every write drains.</summary>
    public override void Flush()
    {
    }

    /// <summary>Stream's own would go over the thread pool.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            Libc.Signal(_wake);
            _port.Dispose();
            _wake.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Read(Span<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (buffer.IsEmpty)
            return 0;
        fixed (byte* bytes = buffer)
        {
            while (true)
            {
                nint count = Libc.Read(_port, bytes, (nuint)buffer.Length);
                if (count > 0)
                    return (int)count;
                if (count == 0)
                    throw Gone("it was unplugged or closed at the other end");
                Await(Libc.PollIn, cancellationToken);
            }
        }
    }

    private void Write(ReadOnlySpan<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_direction is null)
            WriteOut(buffer, cancellationToken);
        else
            _direction.Send(buffer, _writeOut, cancellationToken);
    }

    private void WriteOut(ReadOnlySpan<byte> buffer, CancellationToken cancellationToken)
    {
        fixed (byte* bytes = buffer)
        {
            for (int sent = 0; sent < buffer.Length;)
            {
                nint count = Libc.Write(_port, bytes + sent, (nuint)(buffer.Length - sent));
                if (count < 0)
                    Await(Libc.PollOut, cancellationToken);
                else
                    sent += (int)count;
            }
        }

        while (Libc.Ioctl(_port, Termios.Drain, 1) < 0)
        {
            if (LinuxError.LastCode != LinuxError.Interrupted)
                throw Gone(LinuxError.Last());
        }
    }

    /// <summary>Called after a transfer failed: waits until it is worth to try again.</summary>
    private void Await(short what, CancellationToken cancellationToken)
    {
        int code = LinuxError.LastCode;
        if (code == LinuxError.Interrupted)
            return;
        if (code != LinuxError.Again)
            throw Gone(LinuxError.Words(code));
        bool portHeld = false, wakeHeld = false;
        try
        {
            _port.DangerousAddRef(ref portHeld);
            _wake.DangerousAddRef(ref wakeHeld);
            using (cancellationToken.UnsafeRegister(static stream => Libc.Signal(((SerialPortStream)stream!)._wake), this))
                PollOnce(what);
        }
        finally
        {
            // Here the registration is gone: the signal of this token was given before, or never will be.
            if (cancellationToken.IsCancellationRequested && wakeHeld)
                Libc.Reset(_wake);
            if (wakeHeld)
                _wake.DangerousRelease();
            if (portHeld)
                _port.DangerousRelease();
        }

        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void PollOnce(short what)
    {
        Libc.PollFd* files = stackalloc Libc.PollFd[2];
        files[0] = new Libc.PollFd { Fd = (int)_port.DangerousGetHandle(), Events = what };
        files[1] = new Libc.PollFd { Fd = (int)_wake.DangerousGetHandle(), Events = Libc.PollIn };
        if (Libc.Poll(files, 2, -1) < 0 && LinuxError.LastCode != LinuxError.Interrupted)
            throw Gone(LinuxError.Last());
        // What came before the hang-up is still read; without it the next read would spin.
        if ((files[0].Returned & what) == 0 && (files[0].Returned & (Libc.PollHangUp | Libc.PollError | Libc.PollInvalid)) != 0)
            throw Gone("it was unplugged or closed at the other end");
    }

    private IOException Gone(string why) => new($"Serial port {_path}: {why}.");

    private static bool SetRts(SafeFileHandle port, bool on)
    {
        int line = Termios.Rts;
        return Libc.Ioctl(port, on ? Termios.SetModemLines : Termios.ClearModemLines, &line) >= 0;
    }

    private static void Pause(TimeSpan span) => _ = Libc.Poll(null, 0, (int)span.TotalMilliseconds);
}
