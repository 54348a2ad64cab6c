using System.Runtime.CompilerServices;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Cli;

/// <summary>The gateway's journal a page at a time: from the daemon, and where none answers from a copy of the data folder.</summary>
internal sealed class JournalSource : IDisposable
{
    private readonly string _socket;
    private readonly StoredJournal? _stored;
    private readonly ClockMap _clocks = new();

    private JournalSource(string socket, StoredJournal? stored)
    {
        (_socket, _stored) = (socket, stored);
        foreach (BootClock clock in stored?.Clocks ?? [])
            _clocks.Set(clock);
    }

    /// <exception cref="IOException">Neither a daemon nor a store.</exception>
    public static async Task<JournalSource> OpenAsync(string socket, string dataFolder, CancellationToken cancellationToken)
    {
        var probe = new ControlRequest("journal") { FromLine = 1, Lines = 1 };
        bool daemon = await ControlClient.AskAsync(socket, probe, cancellationToken).ConfigureAwait(false) is not null;
        return new JournalSource(socket, daemon ? null : StoredJournal.Open(dataFolder));
    }

    /// <param name="kind">Null: every kind.</param>
    public async Task<JournalReport> NewestAsync(int lines, string? kind, CancellationToken cancellationToken) => _stored is { } stored
        ? JournalReport.Of(JournalHead.None, stored.NewestLines(lines, kind), _clocks)
        : await AskAsync(new ControlRequest("journal") { Lines = lines, Kind = kind }, cancellationToken).ConfigureAwait(false);

    /// <summary>What the journal holds at this moment: its newest line, and the number of its oldest.</summary>
    public async Task<(JournalHead Head, long First)> EndsAsync(CancellationToken cancellationToken)
    {
        JournalReport page = await PageAsync(1, 1, cancellationToken).ConfigureAwait(false);
        return (page.Head, page.First);
    }

    /// <summary>All lines from the oldest up to a number.</summary>
    /// <exception cref="IOException">The oldest were given up meanwhile.</exception>
    public async IAsyncEnumerable<JournalLineReport> ReadAsync(long first, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long next = first; next <= last;)
        {
            JournalReport page = await PageAsync(next, JournalDesk.MaxLines, cancellationToken).ConfigureAwait(false);
            if (page.First > next)
                throw new IOException("The oldest lines were given up while they were read. Run it again.");
            foreach (JournalLineReport line in page.Lines.TakeWhile(line => line.Number <= last))
                yield return line;
            if (page.Lines.Count == 0)
                yield break;
            next = page.Lines[^1].Number + 1;
        }
    }

    public void Dispose() => _stored?.Dispose();

    private async Task<JournalReport> PageAsync(long from, int lines, CancellationToken cancellationToken) => _stored is { } stored
        ? JournalReport.Of(stored.Page(from, lines), _clocks)
        : await AskAsync(new ControlRequest("journal") { FromLine = from, Lines = lines }, cancellationToken).ConfigureAwait(false);

    private async Task<JournalReport> AskAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        ControlAnswer? answer = await ControlClient.AskAsync(_socket, request, cancellationToken).ConfigureAwait(false);
        return answer?.Journal ?? throw new IOException(answer?.Message?.En ?? "The daemon has gone.");
    }
}
