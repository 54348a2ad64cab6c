using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Loggers;
using EdgeGuard.Modbus;

namespace EdgeGuard.Benchmarks;

/// <summary>
/// Our TCP client and a bare loop by libmodbus in C, in turns, against one server by libmodbus, each over one connection: requests
/// of 40 holding registers a second, and what a request allocates. Needs a C compiler and libmodbus-dev.
/// </summary>
internal static class ModbusClientFigures
{
    private const int Rounds = 9;
    private const int Requests = 20_000;
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
            serving.StandardInput.Close();
            await serving.WaitForExitAsync();
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

    private static async Task<double> RateAsync(ModbusTcpClient client, int requests)
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
