using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Tests.Gpio;

public class RtsDirectionTests
{
    private readonly List<string> _log = [];

    [Fact]
    public void The_line_is_taken_before_the_first_bit_and_given_up_after_the_last()
    {
        Direction(Bus with { RtsBefore = TimeSpan.FromMilliseconds(1), RtsAfter = TimeSpan.FromMilliseconds(2) })
            .Send([1, 2, 3], (frame, _) => _log.Add($"write {frame.Length}"), CancellationToken.None);

        Assert.Equal(["on", "wait 1", "write 3", "wait 2", "off"], _log);
    }

    [Fact]
    public void An_inverted_line_listens_with_RTS_on()
    {
        RtsDirection direction = Direction(Bus with { RtsInverted = true });

        direction.Listen();
        direction.Send([1], (_, _) => _log.Add("write"), CancellationToken.None);

        Assert.Equal(["on", "off", "write", "on"], _log);
    }

    [Fact]
    public void A_write_that_fails_gives_the_line_up_as_well()
    {
        RtsDirection direction = Direction(Bus);

        Assert.Throws<OperationCanceledException>(() => direction.Send([1], (_, _) => throw new OperationCanceledException(), CancellationToken.None));

        Assert.Equal(["on", "off"], _log);
    }

    [Fact]
    public void A_port_without_RTS_says_so_when_it_is_opened()
    {
        using var far = new Pty();

        IOException refused = Assert.Throws<IOException>(() => SerialPortStream.Open(Bus with { Path = far.Path }));

        Assert.Contains("RTS cannot be switched", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_whose_driver_cannot_switch_the_direction_is_told_the_other_way()
    {
        using var far = new Pty();

        IOException refused = Assert.Throws<IOException>(() => SerialPortStream.Open(Bus with { Path = far.Path, Rs485 = Rs485Direction.Kernel }));

        Assert.Contains("\"rs485\": \"rts\"", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0x3u)]
    [InlineData(true, 0x5u)]
    public void The_kernel_is_told_the_side_of_RTS_and_the_delays(bool inverted, uint flags)
    {
        Termios.Rs485Settings settings = Termios.Rs485For(
            Bus with { RtsInverted = inverted, RtsBefore = TimeSpan.FromMilliseconds(3), RtsAfter = TimeSpan.FromMilliseconds(4) });

        Assert.Equal((flags, 3u, 4u), (settings.Flags, settings.DelayBeforeSendMs, settings.DelayAfterSendMs));
    }

    private static BusConfig Bus { get; } = new() { Kind = BusKind.ModbusRtu, Path = "/dev/x", Rs485 = Rs485Direction.Rts };

    private RtsDirection Direction(BusConfig bus) => new(
        bus,
        on =>
        {
            _log.Add(on ? "on" : "off");
            return true;
        },
        span => _log.Add($"wait {span.TotalMilliseconds}"));
}
