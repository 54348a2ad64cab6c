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

    /// <summary>Names of the streams in the number file.</summary>
    private const string AlarmMark = "a:";

    private const string TelemetryMark = "t:" + TelemetryBody.Stream;

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
        bool old = IsBehind(_alarms.Counters.Lane, marks) || marks.Streams.GetValueOrDefault(TelemetryMark) > _telemetry.Ledger.Last + Behind;
        bool begun = _alarms.Counters.Epoch.Length > 0;
        if (old && begun && !telemetryLost) Report(NumberWords.DatabasesBehind);
        string epoch = !begun || telemetryLost || old ? NewEpoch() : _alarms.Counters.Epoch;
        if (_numbers.IsDamaged && !_alarms.IsNew) Report(NumberWords.Damaged);
        else if (NumbersBehind) Report(NumberWords.Behind);
        Boot = _numbers.BeginBoot(_alarms.Counters.Boot, FirstSerial(epoch));
        _open.Begin(FirstTelemetry(marks));
        Begin(epoch, marks, telemetryLost ? GapCause.Damage : GapCause.Power);
    }

    /// <summary>The number file is older than the databases: a copy that was put back.</summary>
    private bool NumbersBehind => !_numbers.IsNew && _numbers.Marks.Boot < _alarms.Counters.Boot;

    private void Begin(string epoch, NumberMarks marks, GapCause missing)
    {
        bool renewed = epoch != _alarms.Counters.Epoch;
        _alarms.Begin(
            counters =>
            {
                (counters.Epoch, counters.Boot, counters.Serials) = (epoch, Boot, _numbers.Marks.Serials);
                if (renewed) Advance(counters.Lane, marks);
            },
            _consumers);
        Epoch = epoch;
        if (_telemetry.Fault is null)
        {
            _telemetry.Begin(_consumers, _lost.Count > 0 ? _lost[0].First : _open.First, missing, new MonotonicTime(Boot, TimeSpan.Zero));
            _telemetryUnbegun = _telemetryLost = false;
        }

        Refresh();
    }

    /// <summary>The first number of telemetry in this run: above all that may have been given.</summary>
    private long FirstTelemetry(NumberMarks marks)
    {
        long last = _telemetry.Ledger.Last;
        long given = marks.Streams.GetValueOrDefault(TelemetryMark);
        // The file that would know is gone, and what was gathered when the power failed had numbers too.
        bool unknown = (_numbers.IsNew || _numbers.IsDamaged) && last > 0;
        return Math.Max(last, unknown ? last + OpenChunk.MostMessages : given) + 1;
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
        LaneLedger before = _alarms.Counters.Lane;
        _alarms.Dispose();
        if (suspect && _suspicion.Add()) Report(Quarantine.PutAside(_folder, AlarmDatabase.FileName, _alarms.Fault ?? ""));
        _alarms = OpenAlarms(_alarms.Acknowledged, verify: suspect);
        if (_alarms.Counters.Epoch.Length == 0) Begin(NewEpoch(), _numbers.Marks, GapCause.Damage);
        else _alarms.TakeMarks(before);
    }

    private void ReopenTelemetry()
    {
        TelemetryLedger before = _telemetry.Ledger;
        _telemetry.Dispose();
        _telemetryUnbegun = true;
        (_telemetry, bool lost) = TelemetrySegments.Open(_folder, _telemetry.Acknowledged, verify: !_telemetry.FaultOfMedium, Report);
        // Remembered until it is dealt with: the numbers that were lost must not be given again in the same epoch.
        _telemetryLost |= lost;
        _telemetry.TakeMarks(before);
        _open.RemoveThrough(_telemetry.Ledger.Last);
        Begin(_telemetryLost ? NewEpoch() : Epoch, _numbers.Marks, GapCause.Damage);
    }

    private void Cover(IReadOnlyList<MessageDraft> alarms) => _numbers.Cover(
        alarms.GroupBy(static draft => draft.Stream)
            .Select(group => KeyValuePair.Create(AlarmMark + group.Key, _alarms.Counters.Lane.Streams.GetValueOrDefault(group.Key) + group.Count())),
        NumberFile.SeqBlock);

    private void Report(StoreNotice notice)
    {
        lock (_notices) _notices.Add(notice);
    }

    private static bool IsBehind(LaneLedger ledger, NumberMarks marks) =>
        AlarmMarks(marks).Any(mark => mark.Seq > ledger.Streams.GetValueOrDefault(mark.Stream) + Behind);

    /// <summary>In a new epoch numbers go on above all that may have been given.</summary>
    private static void Advance(LaneLedger ledger, NumberMarks marks)
    {
        foreach ((string stream, long seq) in AlarmMarks(marks)) ledger.Streams[stream] = Math.Max(ledger.Streams.GetValueOrDefault(stream), seq);
    }

    private static IEnumerable<(string Stream, long Seq)> AlarmMarks(NumberMarks marks) => marks.Streams
        .Where(static mark => mark.Key.StartsWith(AlarmMark, StringComparison.Ordinal))
        .Select(static mark => (mark.Key[AlarmMark.Length..], mark.Value));

    private static string NewEpoch() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
}
