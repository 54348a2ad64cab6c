using System.Diagnostics;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Gpio;

/// <summary>An adapter that is pulled out and plugged in again: a pair of terminals made anew by socat under the same name.</summary>
public sealed class SerialReplugTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-replug-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Near => Path.Combine(_folder, "near");

    private string Far => Path.Combine(_folder, "far");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_port_that_comes_back_is_opened_by_the_next_request()
    {
        var bus = new BusConfig { Kind = BusKind.ModbusRtu, Path = Near, Baud = 115_200 };
        var options = new ModbusRtuOptions
        {
            Timing = new ModbusUnitTiming(TimeSpan.FromSeconds(5), TimeSpan.Zero),
            Baud = bus.Baud,
            HasPendingInput = static stream => stream is SerialPortStream { HasPendingInput: true },
        };
        await using var client = new ModbusRtuClient(Near, _ => ValueTask.FromResult<Stream>(SerialPortStream.Open(bus)), options, TimeProvider.System);

        ushort first = await WhilePluggedAsync(client, 11);
        ModbusException gone = await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(client));
        ushort second = await WhilePluggedAsync(client, 22);

        Assert.Equal((11, 22), (first, second));
        Assert.Equal(ModbusErrorKind.ConnectionFailed, gone.Kind);
        Assert.Contains("is the adapter plugged in?", gone.Message, StringComparison.Ordinal);
    }

    private static async Task<ushort> ReadAsync(ModbusRtuClient client)
    {
        ushort[] values = new ushort[1];
        await client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, Token);
        return values[0];
    }

    private async Task<ushort> WhilePluggedAsync(ModbusRtuClient client, ushort value)
    {
        bool present = File.Exists("/usr/bin/socat");
        Assert.SkipUnless(present || Environment.GetEnvironmentVariable("CI") == "true", "socat is not installed");
        Assert.True(present, "socat is not installed");
        using Process socat = Process.Start("/usr/bin/socat", [$"pty,raw,echo=0,link={Near}", $"pty,raw,echo=0,link={Far}"]);
        try
        {
            Assert.True(SpinWait.SpinUntil(() => File.Exists(Near) && File.Exists(Far), TimeSpan.FromSeconds(10)), "socat made no pair");
            var memory = new ModbusMemory();
            memory.SetRegisters(ModbusTable.HoldingRegister, 0, value);
            var server = new ModbusRtuServer(new Dictionary<byte, IModbusUnit> { [1] = memory }, TimeProvider.System);
            await using SerialPortStream far = SerialPortStream.Open(new BusConfig { Kind = BusKind.ModbusRtu, Path = Far });
            Task serving = Task.Run(() => server.ServeAsync(far, Token), Token);
            ushort read = await ReadAsync(client);
            socat.Kill();
            await socat.WaitForExitAsync(Token);
            _ = await Assert.ThrowsAsync<IOException>(() => serving);
            return read;
        }
        finally
        {
            if (!socat.HasExited)
                socat.Kill();
            await socat.WaitForExitAsync(CancellationToken.None);
            File.Delete(Near);
            File.Delete(Far);
        }
    }
}
