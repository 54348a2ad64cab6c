using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core.Delivery;

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
        Quarantine.Finish(_folder, AlarmDatabase.FileName);
        AlarmDatabase alarms;
        try
        {
            alarms = OpenAlarmFile(until);
            if (verify) alarms.Verify();
        }
        catch (InvalidDataException e)
        {
            Report(Quarantine.PutAside(_folder, AlarmDatabase.FileName, e.Message));
            alarms = OpenAlarmFile(null);
        }

        return Salvaged(alarms, until);
    }

    /// <summary>A new database takes over what can be read of those put aside; what is not new has done so.</summary>
    private AlarmDatabase Salvaged(AlarmDatabase alarms, JournalEnd? until)
    {
        IReadOnlyList<string> aside = Quarantine.Untaken(_folder, AlarmDatabase.FileName);
        if (aside.Count == 0) return alarms;
        if (!alarms.IsNew)
        {
            foreach (string file in aside) Quarantine.MarkTaken(_folder, file);
            return alarms;
        }

        alarms.Dispose();
        AlarmSalvage.Run(_folder, _consumers, until, _time);
        return OpenAlarmFile(null);
    }

    private void Begin(bool telemetryLost)
    {
        NumberMarks marks = _numbers.Marks;
        bool old = IsBehind(Lane.Alarm, _alarms.Counters.Lane, marks) || IsBehind(Lane.Telemetry, _telemetry.Ledger, marks);
        bool begun = _alarms.Counters.Epoch.Length > 0;
        if (old && begun && !telemetryLost) Report(NumberWords.DatabasesBehind);
        string epoch = !begun || telemetryLost || old ? NewEpoch() : _alarms.Counters.Epoch;
        if (_numbers.IsDamaged && !_alarms.IsNew) Report(NumberWords.Damaged);
        else if (NumbersBehind) Report(NumberWords.Behind);
        Boot = _numbers.BeginBoot(_alarms.Counters.Boot, FirstSerial(epoch));
        Begin(epoch, marks);
    }

    /// <summary>The number file is older than the databases: a copy that was put back.</summary>
    private bool NumbersBehind => !_numbers.IsNew && _numbers.Marks.Boot < _alarms.Counters.Boot;

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
        if (!_numbers.IsNew && !NumbersBehind) return _alarms.Counters.Serials;
        if (!_alarms.IsNew) return _alarms.Counters.Serials + SerialMargin;
        return (Crc32C.Of(0, Encoding.ASCII.GetBytes(epoch)) % 4294 * 1_000_000L) + 1;
    }

    private void ReopenAlarms()
    {
        bool suspect = !_alarms.FaultOfMedium;
        _alarms.Dispose();
        if (suspect && _suspicion.Add()) Report(Quarantine.PutAside(_folder, AlarmDatabase.FileName, _alarms.Fault ?? ""));
        _alarms = OpenAlarms(_alarms.Acknowledged, verify: suspect);
        if (_alarms.Counters.Epoch.Length == 0) Begin(NewEpoch(), _numbers.Marks);
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

    private void Report(StoreNotice notice)
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
