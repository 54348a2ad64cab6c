using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>
/// Linux's GPIO character device, ABI version 2 (kernel 5.10 and later), as in <c>linux/gpio.h</c>. The layouts have no
/// padding that depends on the machine, so they are the same on x64 and arm64.
/// </summary>
internal static unsafe class GpioUapi
{
    public const uint GetChipInfo = 0x8044B401, GetLineInfo = 0xC100B405, GetLine = 0xC250B407, SetConfig = 0xC110B40D,
        GetValues = 0xC010B40E, SetValues = 0xC010B40F;

    public const ulong Used = 1 << 0, Input = 1 << 2, Output = 1 << 3, EdgeRising = 1 << 4, EdgeFalling = 1 << 5,
        PullUp = 1 << 8, PullDown = 1 << 9, BiasDisabled = 1 << 10;

    public const uint AttributeOutputValues = 2, AttributeDebounce = 3;
    public const uint RisingEdge = 1, FallingEdge = 2;
    public const int NameSize = 32, LinesMax = 64, AttributesMax = 10;

    [StructLayout(LayoutKind.Sequential)]
    public struct ChipInfo
    {
        public fixed byte Name[NameSize];
        public fixed byte Label[NameSize];
        public uint Lines;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct LineValues
    {
        public ulong Bits;
        public ulong Mask;
    }

    /// <summary>The union's 32-bit member (debounce, µs) shares the low half of <see cref="Value"/>: both machines are little-endian.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LineAttribute
    {
        public uint Id;
        public uint Padding;
        public ulong Value;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct LineConfigAttribute
    {
        public LineAttribute Attribute;
        public ulong Mask;
    }

    [InlineArray(AttributesMax)]
    public struct LineConfigAttributes
    {
        private LineConfigAttribute _first;
    }

    [InlineArray(AttributesMax)]
    public struct LineAttributes
    {
        private LineAttribute _first;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct LineConfig
    {
        public ulong Flags;
        public uint AttributeCount;
        public fixed uint Padding[5];
        public LineConfigAttributes Attributes;

        /// <summary>Adds an attribute of the request's first (and only) line.</summary>
        public void Add(uint id, ulong value) =>
            Attributes[(int)AttributeCount++] = new LineConfigAttribute { Attribute = new LineAttribute { Id = id, Value = value }, Mask = 1 };
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct LineRequest
    {
        public fixed uint Offsets[LinesMax];
        public fixed byte Consumer[NameSize];
        public LineConfig Config;
        public uint LineCount;
        public uint EventBufferSize;
        public fixed uint Padding[5];
        public int Fd;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct LineInfo
    {
        public fixed byte Name[NameSize];
        public fixed byte Consumer[NameSize];
        public uint Offset;
        public uint AttributeCount;
        public ulong Flags;
        public LineAttributes Attributes;
        public fixed uint Padding[4];
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct LineEvent
    {
        /// <summary>CLOCK_MONOTONIC.</summary>
        public ulong TimestampNs;
        public uint Id;
        public uint Offset;
        public uint Sequence;
        public uint LineSequence;
        public fixed uint Padding[6];
    }

    public static string Text(byte* name) =>
        System.Text.Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name) is var text && text.Length > NameSize ? text[..NameSize] : text);
}
