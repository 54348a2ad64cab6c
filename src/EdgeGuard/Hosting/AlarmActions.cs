using System.Globalization;
using System.Text;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What people do to alarms: each request is one input of the pipeline, and its outcome one sentence.</summary>
internal sealed class AlarmActions(GatewayModel model, PipelineInbox inbox, BootTime clock, AlarmReporter alarms)
{
    private const int SerialDigits = 10;

    /// <summary>A reason stands in every message of the alarm while it holds [our default].</summary>
    private const int LongestReason = 200;

    /// <summary>No policy allows more; a longer time is told as too long, and not as an overflow.</summary>
    private static readonly TimeSpan s_ages = TimeSpan.FromDays(36_500);

    private readonly string[] _devices = [.. model.Alarms.Select(a => a.Point.Device).Distinct(StringComparer.Ordinal)];

    /// <param name="user">Who asks, as the system knows.</param>
    public Task<ControlAnswer> AnswerAsync(ControlRequest request, string user, CancellationToken cancellationToken)
    {
        string why = Clean(request.Why);
        if (why.Length > LongestReason)
            return Task.FromResult(ControlAnswer.Said(2, $"原因最多 {LongestReason} 个字符。", $"A reason has at most {LongestReason} characters."));
        return request switch
        {
            { Verb: "ack" } => AckAsync(request, user, cancellationToken),
            { Verb: "shelve" } => OnAlarmAsync(request, key => new ShelveInput(clock.Now, key, Length(request), request.Once, user, why), cancellationToken),
            { Verb: "unshelve" } => OnAlarmAsync(request, key => new UnshelveInput(clock.Now, key, user), cancellationToken),
            { Verb: "service", Action: "out" or "in" } => OnAlarmAsync(
                request, key => new ServiceInput(clock.Now, key, request.Action == "out", Length(request), user, why), cancellationToken),
            { Verb: "maintenance", Action: "on" or "off" or null } => MaintenanceAsync(request, user, why, cancellationToken),
            _ => Task.FromResult(ControlAnswer.Said(2, $"不认识的操作“{request.Action}”。", $"There is no action '{request.Action}'.")),
        };
    }

    private async Task<ControlAnswer> AckAsync(ControlRequest request, string user, CancellationToken cancellationToken)
    {
        if (SerialOf(request.Serial) is not { } serial)
            return ControlAnswer.Said(2, "流水号应为最多 10 位数字。", "A serial is a number of up to 10 digits.");
        var input = new AckInput(clock.Now, serial, request.Number, user, request.Reset);
        AckResult? result = await inbox.AskAsync(input, (_, output) => output!.Ack, cancellationToken).ConfigureAwait(false);
        return ActionWords.OfAck(result!.Value, serial);
    }

    private async Task<ControlAnswer> OnAlarmAsync(ControlRequest request, Func<string, CommandInput> input, CancellationToken cancellationToken)
    {
        string named = Clean(request.Key);
        string? key = await inbox.AskAsync(null, (pipeline, _) => KeyOf(pipeline, named), cancellationToken).ConfigureAwait(false);
        if (key is null)
            return SerialOf(named) is not null ? ActionWords.NoSuchSerial(named) : ActionWords.NoSuchKey(named, Nearest.Name(named, model.Alarms.Select(a => a.Key)));
        return await inbox.AskAsync(
            input(key), (pipeline, output) => Outcome(pipeline, request, pipeline.Find(key)!, output!.Ack!.Value), cancellationToken).ConfigureAwait(false);
    }

    private ControlAnswer Outcome(GatewayPipeline pipeline, ControlRequest request, AlarmTracker tracker, AckResult result)
    {
        AlarmReport alarm = alarms.Of(pipeline, tracker);
        ControlAnswer answer = request.Verb switch
        {
            "shelve" => ActionWords.OfShelve(result, alarm, pipeline.ShelvingLeft(tracker, clock.Now)),
            "unshelve" => ActionWords.OfUnshelve(result, alarm),
            _ => request.Action == "out" ? ActionWords.OfOut(result, alarm) : ActionWords.OfIn(result, alarm),
        };
        return answer with { Alarms = [alarm] };
    }

    /// <summary>Without an action it tells the windows alone.</summary>
    private async Task<ControlAnswer> MaintenanceAsync(ControlRequest request, string user, string why, CancellationToken cancellationToken)
    {
        // People call the room by its name too.
        string? device = request.Device is null or OwnPoints.RoomDevice ? null : request.Device;
        if (request.Action is null)
            return new ControlAnswer { Last = true, Windows = await inbox.AskAsync(null, (p, _) => alarms.Windows(p), cancellationToken).ConfigureAwait(false) };
        if (device is not null && !_devices.Contains(device))
            return ActionWords.NoSuchDevice(device, Nearest.Name(device, _devices));
        bool opens = request.Action == "on";
        var input = new MaintenanceInput(clock.Now, device, opens ? Length(request) ?? TimeSpan.Zero : null, user, why);
        return await inbox.AskAsync(input, (pipeline, output) => Outcome(pipeline, device, opens, output!.Ack!.Value), cancellationToken).ConfigureAwait(false);
    }

    private ControlAnswer Outcome(GatewayPipeline pipeline, string? device, bool opens, AckResult result)
    {
        IReadOnlyList<WindowReport> windows = alarms.Windows(pipeline);
        ControlAnswer answer = opens
            ? ActionWords.OfMaintenanceOn(result, device, windows.FirstOrDefault(w => w.Device == device), model.AlarmSettings.LongestMaintenance)
            : ActionWords.OfMaintenanceOff(result, device);
        return answer with { Windows = windows };
    }

    /// <summary>A serial is that of what stands now; a key is of any alarm.</summary>
    private static string? KeyOf(GatewayPipeline pipeline, string named) =>
        SerialOf(named) is { } serial ? pipeline.KeyOf(serial) : pipeline.Find(named)?.Alarm.Key;

    private static uint? SerialOf(string? text) =>
        text is { Length: > 0 and <= SerialDigits } && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint serial) ? serial : null;

    private static TimeSpan? Length(ControlRequest request) => request.ForSeconds is not { } seconds
        ? null
        : seconds > s_ages.TotalSeconds ? s_ages : TimeSpan.FromSeconds(Math.Max(0, seconds));

    /// <summary>One line without what would move a terminal's cursor.</summary>
    private static string Clean(string? text)
    {
        var clean = new StringBuilder();
        foreach (Rune rune in (text ?? "").Trim().EnumerateRunes())
            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return clean.ToString();
    }
}
