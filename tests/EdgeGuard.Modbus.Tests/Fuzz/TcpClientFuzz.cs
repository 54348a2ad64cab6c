using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>The TCP client, over sockets, with a server that gives right answers, altered ones and noise, and closes behind the latter.</summary>
internal sealed class TcpClientFuzz(int seed)
{
    private readonly Random _random = new(seed);
    private readonly byte[] _request = new byte[MbapHeader.MaxFrame];
    private readonly byte[] _right = new byte[MbapHeader.MaxFrame];
    private long _bytes, _frames, _altered, _accepted, _wrong;

    public static async Task<FuzzTally> RunAsync(long bytes, int seed)
    {
        var fuzz = new TcpClientFuzz(seed);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new ModbusClientOptions { Timing = new ModbusUnitTiming(TimeSpan.FromMinutes(1), TimeSpan.Zero) };
        await using var client = new ModbusTcpClient("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, options, TimeProvider.System);
        Socket? server = null;
        while (fuzz._bytes < bytes)
        {
            server = await fuzz.AskAsync(client, listener, server).ConfigureAwait(false);
        }

        server?.Dispose();
        return new FuzzTally("TCP client", fuzz._bytes, fuzz._frames, fuzz._altered, fuzz._accepted, fuzz._wrong, 0, 0);
    }

    /// <returns>The connection, while it is in use.</returns>
    private async Task<Socket?> AskAsync(ModbusTcpClient client, TcpListener listener, Socket? open)
    {
        var values = new ushort[_random.Next(1, 126)];
        var reading = client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, CancellationToken.None).AsTask();
        var server = open ?? await listener.AcceptSocketAsync().ConfigureAwait(false);
        server.NoDelay = true;
        if (await server.ReceiveAsync(_request).ConfigureAwait(false) != MbapHeader.Length + 5)
        {
            throw new InvalidOperationException("A request came in pieces.");
        }

        var length = MakeRight(values.Length);
        var left = _random.Next(4) != 0;
        var fed = left ? _right[..length] : new FrameMutator(_random).Alter(_right.AsSpan(0, length), 9, out _);
        _bytes += fed.Length;
        _frames++;
        _altered += left ? 0 : 1;
        await server.SendAsync(fed).ConfigureAwait(false);
        if (!left)
        {
            server.Shutdown(SocketShutdown.Send);
        }

        if (await IsTakenAsync(reading).ConfigureAwait(false))
        {
            // Nothing guards the registers themselves on TCP; everything before them must be right.
            var isRight = fed.AsSpan().StartsWith(_right.AsSpan(0, 9)) && Matches(fed, values);
            _accepted += left && isRight ? 1 : 0;
            _wrong += isRight ? 0 : 1;
        }

        if (left)
        {
            return server;
        }

        // Without lingering: a million connections would leave no port.
        server.LingerState = new LingerOption(true, 0);
        server.Dispose();
        return null;
    }

    private static async Task<bool> IsTakenAsync(Task reading)
    {
        try
        {
            await reading.ConfigureAwait(false);
            return true;
        }
        catch (ModbusException)
        {
            // Declared: an answer that is none.
            return false;
        }
    }

    private static bool Matches(byte[] fed, ushort[] values)
    {
        var told = new ushort[values.Length];
        PackedRegisters.Unpack(fed.AsSpan(9), told);
        return told.AsSpan().SequenceEqual(values);
    }

    private int MakeRight(int count)
    {
        MbapHeader.Write(_right, MbapHeader.Read(_request).Transaction, 1, 2 + 2 * count);
        _right[7] = FunctionCode.ReadHoldingRegisters;
        _right[8] = (byte)(2 * count);
        _random.NextBytes(_right.AsSpan(9, 2 * count));
        return 9 + 2 * count;
    }
}
