using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>How a run takes up where an earlier one left off.</summary>
public sealed partial class GatewayPipeline
{
    /// <summary>
    /// Takes up an earlier run's state, before the first input. What the configuration no longer knows is ended with cause
    /// <c>config</c>.
    /// </summary>
    public PipelineOutput Restore(RestoredState restored, MonotonicTime at)
    {
        _output.Clear();
        _sink.Clear();
        _now = at;
        if (restored.Snapshot is { } snapshot)
            _judgement.Resume(snapshot, restored.Past, at, restored.Down);
        RestoredAlarms alarms = RestoredAlarms.Of(restored, _alarms, KeySpace.Of(_model.Origin));
        foreach (string key in alarms.Unreadable)
            Forget(key, at);
        foreach ((string key, AlarmRecord record) in alarms.Former)
            EndFormer(key, record, at);
        var shift = new RunShift(restored.Snapshot?.Book?.At ?? default, at, restored.Down is { } down && down > TimeSpan.Zero ? down : TimeSpan.Zero);
        if (restored.Down is not null)
            _gate.Restore(restored.Snapshot?.Gates ?? [], shift.Move);
        _alarms.Restore(alarms.StateOf, alarms.TimersOf, alarms.Windows, restored.Snapshot?.Book, shift, alarms.KeepsDelays || shift.Continues);
        foreach (DeviceModel device in _model.Devices)
        {
            DeviceTimers? saved = restored.Snapshot?.Devices?.FirstOrDefault(d => d.Device == device.Id);
            _silence[device.Index].Restore(IsActive(device.CommPoint), saved?.Silence, shift);
            _badData[device.Index].Restore(IsActive(device.DataPoint), saved?.BadData, shift);
        }

        if (shift.Continues)
            RestoreDevices(restored.Snapshot?.Devices ?? [], shift);
        else
            Restate(); // Ends are counted from this run's start.
        return Finish();
    }

    private void RestoreDevices(IReadOnlyList<DeviceTimers> devices, RunShift shift)
    {
        foreach (DeviceTimers saved in devices)
        {
            if (_model.Devices.FirstOrDefault(d => d.Id == saved.Device) is not { } device)
                continue;
            _silence[device.Index].Restore(saved.Silence, shift);
            _badData[device.Index].Restore(saved.BadData, shift);
        }
    }

    private bool IsActive(PointId point)
    {
        foreach (int alarm in _byPoint[point])
        {
            if (_alarms.Trackers[alarm].State.Active)
                return true;
        }

        return false;
    }

    /// <summary>An alarm whose stored state cannot be read is judged afresh.</summary>
    private void Forget(string key, MonotonicTime at)
    {
        _output.StateList.Add(new StateChange(key, null));
        _output.JournalList.Add(PipelineMessages.Unreadable(key, at, _model.Language));
    }

    private void EndFormer(string key, AlarmRecord record, MonotonicTime at)
    {
        AlarmState last = record.State with { Stage = 0 };
        AlarmFlag flag = last.Phase switch
        {
            // A returned one that nobody acknowledged has had its End, and so has one that is only hidden.
            AlarmLetter.D => AlarmFlag.Superseded,
            AlarmLetter.A => last.OutOfService is null ? AlarmFlag.Unshelve : AlarmFlag.InService,
            _ => AlarmFlag.End,
        };
        _sink.Tell(new AlarmTransition(record.Former(key), flag, AlarmMachine.Remove(last, at), at, "config").From(last));
    }
}
