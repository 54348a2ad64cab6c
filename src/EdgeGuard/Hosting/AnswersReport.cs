using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What came of the requests to a device since the gateway started.</summary>
/// <param name="Refused">Answered with an exception.</param>
/// <param name="P50Ms">Of the latest answers, in ms; null before the first.</param>
internal sealed record AnswersReport(long Good, long Timeouts, long Crc, long Refused, long Errors, double? P50Ms, double? P95Ms)
{
    /// <summary>Seconds until it is tried again; null while it is not lost.</summary>
    public double? NextTrySeconds { get; init; }

    public static AnswersReport Of(PolledDevice device, TimeSpan now)
    {
        AnswerFigures figures = device.Answers.Figures();
        double? next = device.Schedule.IsLost ? Math.Max(0, (device.Schedule.Probe - now).TotalSeconds) : null;
        return new AnswersReport(
            figures.Good, figures.Timeouts, figures.Crc, figures.Refused, figures.Errors, figures.P50?.TotalMilliseconds, figures.P95?.TotalMilliseconds)
        {
            NextTrySeconds = next,
        };
    }
}
