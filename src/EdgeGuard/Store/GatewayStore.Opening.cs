using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <content>How a run begins, and begins again after a fault.</content>
internal sealed partial class GatewayStore
{
    /// <summary>Serial numbers skipped when only the database remembers how far they went.</summary>
    private const long SerialMargin = 65_536;

    /// <summary>A database this far behind the number file is an old copy.</summary>
    private const long Behind = 4 * NumberFile.SeqBlock;

    private AlarmDatabase OpenAlarms(JournalEnd? until, bool verify)
    {
        try
        {
            AlarmDatabase alarms = AlarmDatabase.Open(_folder, JournalShare, until);
            if (verify) alarms.Verify();
            return alarms;
        }
        catch (InvalidDataException e)
        {
            Report(Quarantine.PutAside(_folder, AlarmDatabase.FileName, e.Message));
            return AlarmDatabase.Open(_folder, JournalShare, null);
        }
    }

    private void Begin(bool telemetryLost)
    {
        NumberMarks marks = _numbers.Marks;
        bool old = IsBehind(Lane.Alarm, _alarms.Counters.Lane, marks) || IsBehind(Lane.Telemetry, _telemetry.Ledger, marks);
        if (old && !_alarms.IsNew && !telemetryLost) Report(new Words(
            "数据库比已发出的序号旧：开始新的纪元。", "The databases are older than the numbers already given: a new epoch begins."));
        string epoch = _alarms.IsNew || telemetryLost || old ? NewEpoch() : _alarms.Counters.Epoch;
        if (_numbers.IsDamaged && !_alarms.IsNew) Report(new Words(
            "序号文件已损坏，已按数据库重建。", "The file of given numbers was damaged and is made anew from the databases."));
        Boot = _numbers.BeginBoot(_alarms.Counters.Boot, FirstSerial(epoch));
        Begin(epoch, marks);
    }

    private void Begin(string epoch, NumberMarks marks)
    {
        bool renewed = epoch != _alarms.Counters.Epoch;
        _alarms.Begin(
            counters =>
            {
                (counters.Epoch, counters.Boot, counters.Serials) = (epoch, Boot, _numbers.Marks.Serials);
                if (renewed) Advance(Lane.Alarm, counters.Lane, marks);
            },
            _consumers);
        Epoch = epoch;
        if (_telemetry.Fault is null)
        {
            _telemetry.Begin(
                ledger =>
                {
                    if (renewed) Advance(Lane.Telemetry, ledger, marks);
                },
                _consumers);
            _telemetryUnbegun = _telemetryLost = false;
        }

        Refresh();
    }

    /// <summary>
    /// A folder without any memory begins its serials at a million chosen by its epoch, so that a replaced card does not repeat those
    /// the platform has seen from the one before.
    /// </summary>
    private long FirstSerial(string epoch)
    {
        if (!_numbers.IsNew) return _alarms.Counters.Serials;
        if (!_alarms.IsNew) return _alarms.Counters.Serials + SerialMargin;
        return (Crc32C.Of(0, Encoding.ASCII.GetBytes(epoch)) % 4294 * 1_000_000L) + 1;
    }

    private void ReopenAlarms()
    {
        bool suspect = !_alarms.FaultOfMedium;
        _alarms.Dispose();
        if (suspect && _suspicion.Add()) Report(Quarantine.PutAside(_folder, AlarmDatabase.FileName, _alarms.Fault ?? ""));
        _alarms = OpenAlarms(_alarms.Acknowledged, verify: suspect);
        if (_alarms.IsNew) Begin(NewEpoch(), _numbers.Marks);
    }

    private void ReopenTelemetry()
    {
        _telemetry.Dispose();
        _telemetryUnbegun = true;
        (_telemetry, bool lost) = TelemetrySegments.Open(
            _folder, SegmentBytes, _telemetry.Acknowledged, verify: !_telemetry.FaultOfMedium, Report);
        // Remembered until it is dealt with: the numbers that were lost must not be given again in the same epoch.
        _telemetryLost |= lost;
        Begin(_telemetryLost ? NewEpoch() : Epoch, _numbers.Marks);
    }

    private void Cover(IReadOnlyList<MessageDraft> drafts) => _numbers.Cover(drafts
        .GroupBy(static draft => (draft.Lane, draft.Stream))
        .Select(group => KeyValuePair.Create(
            MarkOf(group.Key.Lane, group.Key.Stream),
            LedgerOf(group.Key.Lane).Streams.GetValueOrDefault(group.Key.Stream) + group.Count())));

    private LaneLedger LedgerOf(Lane lane) => lane == Lane.Alarm ? _alarms.Counters.Lane : _telemetry.Ledger;

    private void Report(Words notice)
    {
        lock (_notices) _notices.Add(notice);
    }

    private static bool IsBehind(Lane lane, LaneLedger ledger, NumberMarks marks) => marks.Streams.Any(mark =>
        mark.Key.StartsWith(MarkOf(lane, ""), StringComparison.Ordinal)
        && mark.Value > ledger.Streams.GetValueOrDefault(mark.Key[MarkOf(lane, "").Length..]) + Behind);

    /// <summary>In a new epoch numbers go on above all that may have been given.</summary>
    private static void Advance(Lane lane, LaneLedger ledger, NumberMarks marks)
    {
        string prefix = MarkOf(lane, "");
        foreach ((string stream, long seq) in marks.Streams.Where(mark => mark.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            string name = stream[prefix.Length..];
            ledger.Streams[name] = Math.Max(ledger.Streams.GetValueOrDefault(name), seq);
        }
    }

    private static string MarkOf(Lane lane, string stream) => (lane == Lane.Alarm ? "a:" : "t:") + stream;

    private static string NewEpoch() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
}
