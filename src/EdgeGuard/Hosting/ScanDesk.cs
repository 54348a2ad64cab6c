using System.Runtime.CompilerServices;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Scanning;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Answers the requests <c>scan</c> and <c>raw</c>, part by part as things are found: in the daemon, and in the CLI where none runs.</summary>
internal sealed class ScanDesk(ScanSite site)
{
    /// <summary>
    /// So often at least something is sent [our default]: a client that has gone is known by what cannot be sent to it, and then the scan ends.
    /// </summary>
    private static readonly TimeSpan s_sign = TimeSpan.FromMilliseconds(500);

    private readonly ModbusScans _modbus = new(site);
    private readonly BoardScans _board = new(site);
    private readonly RawReads _raw = new(site);

    public IAsyncEnumerable<ControlAnswer> AnswersAsync(ControlRequest request, CancellationToken cancellationToken) =>
        WithSignsAsync(token => Answers(request, token), request.Verb, cancellationToken);

    private IAsyncEnumerable<ControlAnswer> Answers(ControlRequest request, CancellationToken cancellationToken) => request switch
    {
        { Verb: "raw", Device: { } device } => _raw.AnswersAsync(device, cancellationToken),
        { Verb: "scan", Scan: { Kind: "modbus" } scan } => _modbus.AnswersAsync(scan, cancellationToken),
        { Verb: "scan", Scan: { } scan } => _board.AnswersAsync(scan, cancellationToken),
        _ => new[] { ControlAnswer.Said(2, "请求不完整。", "The request is incomplete.") }.ToAsyncEnumerable(),
    };

    private async IAsyncEnumerable<ControlAnswer> WithSignsAsync(
        Func<CancellationToken, IAsyncEnumerable<ControlAnswer>> make, string verb, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IAsyncEnumerator<ControlAnswer> answers = make(end.Token).GetAsyncEnumerator(end.Token);
        Task<ControlAnswer?> next = Task.FromResult<ControlAnswer?>(null);
        ControlAnswer sign = verb == "raw" ? new ControlAnswer { Raw = new RawReport() } : new ControlAnswer { Scan = new ScanReport() };
        try
        {
            while (true)
            {
                next = NextAsync(answers, verb, end.Token);
                while (await Task.WhenAny(next, Task.Delay(s_sign, site.Time, end.Token)).ConfigureAwait(false) != next)
                {
                    end.Token.ThrowIfCancellationRequested();
                    yield return sign;
                }

                if (await next.ConfigureAwait(false) is not { } answer)
                    yield break;
                yield return answer;
                if (answer.Last)
                    yield break;
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await answers.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The next part, or in its place why there is none; null at the end.</summary>
    private static async Task<ControlAnswer?> NextAsync(IAsyncEnumerator<ControlAnswer> answers, string verb, CancellationToken cancellationToken)
    {
        try
        {
            return await answers.MoveNextAsync().ConfigureAwait(false) ? answers.Current : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !cancellationToken.IsCancellationRequested)
        {
            return verb == "raw"
                ? ControlAnswer.Said(1, $"无法读取：{e.Message}", $"It cannot be read: {e.Message}")
                : ControlAnswer.Said(1, $"无法扫描：{e.Message}", $"It cannot be scanned: {e.Message}");
        }
    }

    /// <summary>Buses of the configuration, for whoever named none that there is.</summary>
    internal static Words Known(ScanSite site, Func<BusKind, bool> kinds)
    {
        string[] names = [.. site.Gateway.Buses.Where(b => kinds(b.Value.Kind)).Select(b => b.Key).Concat(
            site.Devices.Select(d => d.Bus).Where(b => DeviceBus.IsUrl(b) && kinds(BusKind.ModbusTcp))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return names.Length == 0
            ? new Words("配置中没有这类总线", "the configuration has none of this kind")
            : new Words($"配置中有：{string.Join("、", names)}", $"the configuration has: {string.Join(", ", names)}");
    }
}
