using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Core.Tests.Configuration;

public class DeviceBusTests
{
    [Theory]
    [InlineData("tcp://ups.local", BusKind.ModbusTcp, "ups.local", 502)]
    [InlineData("tcp://10.0.0.1:1502", BusKind.ModbusTcp, "10.0.0.1", 1502)]
    [InlineData("tcp://[fe80::1]/", BusKind.ModbusTcp, "fe80::1", 502)]
    [InlineData("rtutcp://h:4001", BusKind.ModbusRtuOverTcp, "h", 4001)]
    public void An_endpoint_is_understood(string url, BusKind kind, string host, int port)
    {
        var bus = DeviceBus.ParseUrl(url)!;

        Assert.Equal((kind, host, port), (bus.Kind, bus.Host, bus.Port));
    }

    [Theory]
    [InlineData("rtutcp://h")]
    [InlineData("tcp://h:0")]
    [InlineData("tcp://me@h")]
    [InlineData("tcp://h/x")]
    [InlineData("tcp://h?x")]
    [InlineData("udp://h:1")]
    [InlineData("tcp:///x")]
    [InlineData("h:502")]
    public void Anything_else_is_none(string url) => Assert.Null(DeviceBus.ParseUrl(url));
}
