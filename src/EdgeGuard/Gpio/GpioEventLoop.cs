using System.Device.Gpio;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>The one thread that waits for the edges of a chip's lines and calls who asked for them.</summary>
internal sealed unsafe class GpioEventLoop : IDisposable
{
    private const int EventsARead = 16;

    private readonly object _gate = new();
    private readonly List<GpioLine> _lines = [];
    private readonly SafeFileHandle _wake = Libc.EventFd();
    private readonly object _sender;
    private readonly Thread _thread;
    private bool _changed = true;
    private volatile bool _stopping;

    /// <param name="sender">What the handlers are told sent the event.</param>
    public GpioEventLoop(object sender, string name)
    {
        _sender = sender;
        _thread = new Thread(Run) { IsBackground = true, Name = $"gpio {name}" };
        _thread.Start();
    }

    public void Add(GpioLine line)
    {
        lock (_gate)
        {
            if (_lines.Contains(line))
                return;
            _lines.Add(line);
            _changed = true;
        }

        Libc.Signal(_wake);
    }

    /// <summary>
    /// Returns when the thread no longer waits for the line: the kernel frees a line only when nobody polls its file, and
    /// the line would still be "in use" by ourselves.
    /// </summary>
    public void Remove(GpioLine line)
    {
        lock (_gate)
        {
            if (!_lines.Remove(line))
                return;
            _changed = true;
            Libc.Signal(_wake);
            while (_changed && !_stopping && Thread.CurrentThread != _thread)
                Monitor.Wait(_gate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }

        Libc.Signal(_wake);
        if (Thread.CurrentThread != _thread)
            _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        Libc.PollFd[] files = [];
        GpioLine[] lines = [];
        while (!_stopping)
        {
            Gather(ref files, ref lines);
            fixed (Libc.PollFd* first = files)
            {
                if (Libc.Poll(first, (nuint)files.Length, -1) < 0)
                    continue;
            }

            if (files[0].Returned != 0)
                Libc.Reset(_wake);
            for (int i = 0; i < lines.Length; i++)
            {
                if (files[i + 1].Returned != 0)
                    Deliver(lines[i], files[i + 1].Returned);
            }
        }
    }

    /// <summary>Takes the present set of lines, and tells those who removed one that it is out of the set.</summary>
    private void Gather(ref Libc.PollFd[] files, ref GpioLine[] lines)
    {
        lock (_gate)
        {
            if (_lines.RemoveAll(l => l.IsGone) == 0 && !_changed)
                return;
            lines = [.. _lines];
            files = new Libc.PollFd[lines.Length + 1];
            files[0] = new Libc.PollFd { Fd = (int)_wake.DangerousGetHandle(), Events = Libc.PollIn };
            for (int i = 0; i < lines.Length; i++)
                files[i + 1] = new Libc.PollFd { Fd = (int)lines[i].Handle!.DangerousGetHandle(), Events = Libc.PollIn };
            _changed = false;
            Monitor.PulseAll(_gate);
        }
    }

    private void Deliver(GpioLine line, short returned)
    {
        if (line.Handle is not { IsClosed: false } handle)
            return;
        if ((returned & Libc.PollIn) == 0)
        {
            line.IsGone = true;
            return;
        }

        GpioUapi.LineEvent* events = stackalloc GpioUapi.LineEvent[EventsARead];
        nint bytes = Libc.Read(handle, events, (nuint)(EventsARead * sizeof(GpioUapi.LineEvent)));
        if (bytes <= 0)
            line.IsGone = bytes == 0 || LinuxError.LastCode is not (LinuxError.Interrupted or LinuxError.Again);
        for (int i = 0; i < bytes / sizeof(GpioUapi.LineEvent); i++)
            Call(line, events[i]);
    }

    private void Call(GpioLine line, in GpioUapi.LineEvent edge)
    {
        bool rising = edge.Id == GpioUapi.RisingEdge;
        PinChangeEventHandler? handler = rising ? line.Rising : line.Falling;
        if (handler is null)
            return;
        // Both count CLOCK_MONOTONIC in nanoseconds.
        long ageNs = Math.Max(0, Stopwatch.GetTimestamp() - (long)edge.TimestampNs);
        handler(_sender, new EdgeEventArgs(rising ? PinEventTypes.Rising : PinEventTypes.Falling, line.Offset, TimeSpan.FromTicks(ageNs / 100)));
    }
}
