using EdgeGuard.Modbus.Tests.Counterparts;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>The transmitter served by pymodbus, over TCP or as an RTU slave on a pair of pseudo-terminals.</summary>
internal sealed class PymodbusClimate(Counterpart server, PtyPair? line, string bus) : IClimate
{
    private const string Python = "/usr/bin/python3";

    public string Bus => bus;

    public static async Task<IClimate> StartTcpAsync()
    {
        await RequireAsync();
        Counterpart server = Counterpart.Start(Python, Script, "tcp");
        string port = await server.ReadLineAsync();
        return new PymodbusClimate(server, null, $$"""{ "kind": "modbusTcp", "host": "127.0.0.1", "port": {{port}} }""");
    }

    public static async Task<IClimate> StartRtuAsync()
    {
        await RequireAsync();
        PtyPair line = await PtyPair.CreateAsync();
        Counterpart server = Counterpart.Start(Python, Script, "rtu", line.Far);
        await server.ReadLineAsync();
        return new PymodbusClimate(server, line, $$"""{ "kind": "modbusRtu", "path": "{{line.Near}}", "baud": 115200 }""");
    }

    public async Task SetAsync(double temperature, double humidity = 50)
    {
        Assert.Equal("ok", await server.AskAsync($"1 {(ushort)(short)Math.Round(temperature * 10)}"));
        Assert.Equal("ok", await server.AskAsync($"2 {(ushort)Math.Round(humidity * 10)}"));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        if (line is not null)
        {
            await line.DisposeAsync();
        }
    }

    private static string Script => Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Counterparts", "pymodbus_climate.py");

    private static async Task RequireAsync() =>
        Counterpart.Require(await Counterpart.IsPresentAsync(Python, "-c", "import pymodbus.server.async_io"), "python3 with pymodbus");
}
