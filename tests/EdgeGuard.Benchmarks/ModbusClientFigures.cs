using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Loggers;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Modbus;

namespace EdgeGuard.Benchmarks;

/// <summary>
/// Our TCP client and a bare loop by libmodbus in C, in turns, against one server by libmodbus, each over one connection: requests
/// of 40 holding registers a second, and what a request allocates. Then what one allocates on a serial line (where the silence between
/// frames, which libmodbus does not keep, makes the speed). Needs a C compiler, libmodbus-dev and socat.
/// </summary>
internal static class ModbusClientFigures
{
    private const int Rounds = 9;
    private const int Requests = 20_000;
    private const int SerialRequests = 1_000;
    private const int Registers = 40;

    public static async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-clients-").FullName;
        try
        {
            string server = Compile(folder, "libmodbus_server.c"), loop = Compile(folder, "libmodbus_loop.c");
            using Process serving = Start(server, "tcp", "fork");
            string port = await serving.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server said nothing.");
            await CompareAsync(loop, port);
            await EndAsync(serving);
            await SerialAsync(server, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string loop, string port)
    {
        var options = new ModbusClientOptions();
        await using var client = new ModbusTcpClient("127.0.0.1", int.Parse(port, CultureInfo.InvariantCulture), options, TimeProvider.System);
        _ = await RateAsync(client, Requests);
        var bare = new List<double>();
        var ours = new List<double>();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int round = 0; round < Rounds; round++)
            ours.Add(await RateAsync(client, Requests));
        double bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)(Rounds * Requests);
        ours.Clear();
        for (int round = 0; round < Rounds; round++)
        {
            bare.Add(await RateAsync(loop, port));
            ours.Add(await RateAsync(client, Requests));
            Say($"round {round + 1}: libmodbus {bare[^1],8:F0} requests/s, EdgeGuard {ours[^1],8:F0}");
        }

        double bareMedian = Median(bare), oursMedian = Median(ours);
        Say($"libmodbus, a bare loop in C      {bareMedian:F0} requests/s (median of {Rounds} rounds of {Requests})");
        Say($"EdgeGuard.Modbus                 {oursMedian:F0} requests/s");
        Say($"ratio                            {oursMedian / bareMedian:F2}");
        Say($"bytes allocated a request        {bytes:F1}");
    }

    private static async Task SerialAsync(string server, string folder)
    {
        string near = Path.Combine(folder, "near"), far = Path.Combine(folder, "far");
        using Process socat = Start("socat", $"pty,raw,echo=0,link={near}", $"pty,raw,echo=0,link={far}");
        if (!SpinWait.SpinUntil(() => File.Exists(near) && File.Exists(far), TimeSpan.FromSeconds(10)))
            throw new InvalidOperationException("socat made no pair of terminals.");
        using Process serving = Start(server, "rtu", far, "plain");
        _ = await serving.StandardOutput.ReadLineAsync();
        var bus = new BusConfig { Kind = BusKind.ModbusRtu, Path = near, Baud = 115_200 };
        var options = new ModbusRtuOptions
        {
            Baud = bus.Baud,
            HasPendingInput = static stream => stream is SerialPortStream { HasPendingInput: true },
            Pause = static (span, token) =>
            {
                _ = token.WaitHandle.WaitOne(span);
                return default;
            },
        };
        await using (var client = new ModbusRtuClient(near, _ => ValueTask.FromResult<Stream>(SerialPortStream.Open(bus)), options, TimeProvider.System))
        {
            _ = await RateAsync(client, SerialRequests);

            // A serial client never leaves its thread, so that what other threads do meanwhile need not be counted.
            long before = GC.GetAllocatedBytesForCurrentThread();
            double rate = await RateAsync(client, SerialRequests);
            double bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)SerialRequests;
            Say($"serial line, 115200 baud         {bytes:F1} bytes allocated a request, {rate:F0} requests/s");
        }

        await EndAsync(serving);
        socat.Kill();
        await socat.WaitForExitAsync();
    }

    private static async Task EndAsync(Process server)
    {
        server.StandardInput.Close();
        await server.WaitForExitAsync();
    }

    private static async Task<double> RateAsync(IModbusClient client, int requests)
    {
        var values = new ushort[Registers];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < requests; i++)
            await client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, values, CancellationToken.None).ConfigureAwait(false);
        return requests / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> RateAsync(string loop, string port)
    {
        using Process process = Start(loop, "127.0.0.1", port, Requests.ToString(CultureInfo.InvariantCulture));
        string rate = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? double.Parse(rate, CultureInfo.InvariantCulture) : throw new InvalidOperationException("libmodbus_loop failed.");
    }

    private static string Compile(string folder, string source)
    {
        string program = Path.Combine(folder, Path.GetFileNameWithoutExtension(source));
        using Process compiler = Start("cc", "-O2", "-I/usr/include/modbus", "-o", program, Path.Combine(AppContext.BaseDirectory, source), "-lmodbus", "-pthread");
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? program : throw new InvalidOperationException($"{source} does not compile; it needs gcc and libmodbus-dev.");
    }

    private static Process Start(string file, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString text) => ConsoleLogger.Default.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
