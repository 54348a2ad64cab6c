using System.Diagnostics;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Tests.Gpio;

public class SerialPortStreamTests
{
    /// <summary>All values that a terminal would treat: XON, XOFF, CR, LF, ^C, ^D, 0, 0xFF.</summary>
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(b => (byte)b)];

    [Fact]
    public async Task Every_byte_passes_untouched_both_ways()
    {
        using var far = new Pty();
        await using SerialPortStream port = SerialPortStream.Open(Bus(far.Path));

        await port.WriteAsync(AllBytes, TestContext.Current.CancellationToken);
        Assert.Equal(AllBytes, far.Read(256));

        far.Write(AllBytes);
        byte[] got = new byte[256];
        await port.ReadExactlyAsync(got, TestContext.Current.CancellationToken);
        Assert.Equal(AllBytes, got);
    }

    [Fact]
    public async Task A_cancelled_read_ends_at_once_and_the_next_one_works()
    {
        using var far = new Pty();
        await using SerialPortStream port = SerialPortStream.Open(Bus(far.Path));
        byte[] got = new byte[8];
        for (int round = 0; round < 3; round++)
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
            long started = Stopwatch.GetTimestamp();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await port.ReadExactlyAsync(got, cancel.Token));
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
        }

        far.Write([42]);
        Assert.Equal(1, await port.ReadAsync(got, TestContext.Current.CancellationToken));
        Assert.Equal(42, got[0]);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_reads_nothing()
    {
        using var far = new Pty();
        await using SerialPortStream port = SerialPortStream.Open(Bus(far.Path));
        far.Write([1]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await port.ReadExactlyAsync(new byte[1], new CancellationToken(true)));

        Assert.Equal(1, await port.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_line_that_goes_away_is_an_error_that_names_the_port()
    {
        var far = new Pty();
        await using SerialPortStream port = SerialPortStream.Open(Bus(far.Path));
        Task<int> read = Task.Run(async () => await port.ReadAsync(new byte[1], TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        far.Dispose();

        IOException gone = await Assert.ThrowsAsync<IOException>(() => read);

        Assert.Contains(far.Path, gone.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(async () => await port.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<IOException>(async () => await port.WriteAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Closing_the_port_ends_a_read_that_waits()
    {
        using var far = new Pty();
        SerialPortStream port = SerialPortStream.Open(Bus(far.Path));
        Task<int> read = Task.Run(async () => await port.ReadAsync(new byte[1], TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        await port.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => read);
    }

    [Fact]
    public async Task A_port_in_use_is_refused_and_free_again_when_closed()
    {
        using var far = new Pty();
        SerialPortStream first = SerialPortStream.Open(Bus(far.Path));

        IOException refused = Assert.Throws<IOException>(() => SerialPortStream.Open(Bus(far.Path)));
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);

        await first.DisposeAsync();
        await using SerialPortStream second = SerialPortStream.Open(Bus(far.Path));
        Assert.True(second.CanRead);
    }

    [Fact]
    public void A_missing_port_is_told_by_its_path()
    {
        IOException missing = Assert.Throws<IOException>(() => SerialPortStream.Open(Bus("/dev/ttyEdgeGuard9")));

        Assert.Contains("/dev/ttyEdgeGuard9", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_no_serial_port()
    {
        string file = Path.GetTempFileName();
        try
        {
            Assert.Contains("no serial port", Assert.Throws<IOException>(() => SerialPortStream.Open(Bus(file))).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(1200)]
    [InlineData(9600)]
    [InlineData(115200)]
    [InlineData(921600)]
    [InlineData(123456)]
    public async Task Any_baud_rate_is_taken(int baud)
    {
        using var far = new Pty();
        await using SerialPortStream port = SerialPortStream.Open(Bus(far.Path) with { Baud = baud });

        far.Write([1]);

        Assert.Equal(1, await port.ReadAsync(new byte[4], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(SerialParity.None, 1, 0x030)]
    [InlineData(SerialParity.None, 2, 0x070)]
    [InlineData(SerialParity.Even, 1, 0x130)]
    [InlineData(SerialParity.Odd, 1, 0x330)]
    [InlineData(SerialParity.Mark, 1, 0x40000330)]
    [InlineData(SerialParity.Space, 1, 0x40000130)]
    public void Frames_are_made_of_8_bits_with_the_configured_parity_and_stop_bits(SerialParity parity, int stopBits, uint flags)
    {
        Termios.Settings settings = Termios.For(Bus("/dev/null") with { Parity = parity, StopBits = stopBits });

        Assert.Equal(flags, settings.ControlFlags & 0x40000370);
        Assert.Equal(0u, settings.LocalFlags);
        Assert.Equal(0u, settings.OutputFlags);
    }

    [Fact]
    public void A_frame_that_the_port_cannot_make_is_told()
    {
        using var far = new Pty();

        IOException refused = Assert.Throws<IOException>(() => SerialPortStream.Open(Bus(far.Path) with { Parity = SerialParity.Mark }));

        Assert.Contains("parity mark, 1 stop bits are not possible", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exchange_allocates_next_to_nothing()
    {
        using var far = new Pty();
        await using SerialPortStream port = SerialPortStream.Open(Bus(far.Path));
        using var cancel = new CancellationTokenSource();
        byte[] buffer = new byte[8];
        far.Write([1]);
        Assert.Equal(1, await port.ReadAsync(buffer, cancel.Token));
        far.Write([1]);
        Assert.Equal(1, await port.ReadAsync(buffer, cancel.Token));

        far.Write([1]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ValueTask<int> read = port.ReadAsync(buffer, cancel.Token);
        Task flush = port.FlushAsync(cancel.Token);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.True(flush.IsCompletedSuccessfully);
        Assert.Equal(1, await read);
        Assert.Equal(0, after - before);
    }

    [Fact]
    public async Task A_pair_made_by_socat_carries_a_frame()
    {
        bool present = File.Exists("/usr/bin/socat");
        Assert.SkipUnless(present || Environment.GetEnvironmentVariable("CI") == "true", "socat is not installed");
        Assert.True(present, "socat is not installed");
        string folder = Directory.CreateTempSubdirectory("edgeguard-socat").FullName;
        string near = Path.Combine(folder, "a"), far = Path.Combine(folder, "b");
        using Process socat = Process.Start("/usr/bin/socat", [$"pty,raw,echo=0,link={near}", $"pty,raw,echo=0,link={far}"]);
        try
        {
            Assert.True(SpinWait.SpinUntil(() => File.Exists(near) && File.Exists(far), TimeSpan.FromSeconds(10)), "socat made no pair");
            await using SerialPortStream one = SerialPortStream.Open(Bus(near));
            await using SerialPortStream other = SerialPortStream.Open(Bus(far));

            await one.WriteAsync(AllBytes, TestContext.Current.CancellationToken);
            byte[] got = new byte[256];
            await other.ReadExactlyAsync(got, TestContext.Current.CancellationToken);

            Assert.Equal(AllBytes, got);
        }
        finally
        {
            socat.Kill();
            await socat.WaitForExitAsync(TestContext.Current.CancellationToken);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BusConfig Bus(string path) => new() { Kind = BusKind.ModbusRtu, Path = path };
}
