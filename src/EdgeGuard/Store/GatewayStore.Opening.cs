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
        bool old = IsBehind(_alarms.Counters.Lane, marks) || marks.Streams.GetValueOrDefault(TelemetryMark) > _telemetry.Ledger.Last + Behind;
        if (old && !_alarms.IsNew && !telemetryLost) Report("The databases are older than the numbers already given: a new epoch begins.");
        string epoch = _alarms.IsNew || telemetryLost || old ? NewEpoch() : _alarms.Counters.Epoch;
        if (_numbers.IsDamaged && !_alarms.IsNew) Report("The file of given numbers was damaged and is made anew from the databases.");
        Boot = _numbers.BeginBoot(_alarms.Counters.Boot, FirstSerial(epoch));
        _open.Begin(FirstTelemetry(marks));
        Begin(epoch, marks, telemetryLost ? GapCause.Damage : GapCause.Power);
    }

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
        if (_alarms.IsNew) Begin(NewEpoch(), _numbers.Marks, GapCause.Damage);
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

    private void Report(string notice)
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
