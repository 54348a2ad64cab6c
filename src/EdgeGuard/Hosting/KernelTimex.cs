using System.Runtime.InteropServices;

namespace EdgeGuard.Gateway.Hosting;

/// <summary><c>struct timex</c> of 64-bit Linux (x64 and arm64; linux/timex.h), 208 bytes; only what is asked for has a name.</summary>
[StructLayout(LayoutKind.Explicit, Size = 208)]
internal struct KernelTimex
{
    /// <summary>0 reads and changes nothing.</summary>
    [FieldOffset(0)]
    public uint Modes;

    /// <summary>The kernel's bound of the clock's error, microseconds.</summary>
    [FieldOffset(24)]
    public long MaxError;

    /// <summary>STA_… bits.</summary>
    [FieldOffset(40)]
    public int Status;
}
