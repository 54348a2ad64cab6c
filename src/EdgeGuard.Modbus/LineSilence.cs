namespace EdgeGuard.Modbus;

/// <summary>
/// Keeps account of whether an answer may still be on its way on a line without transaction numbers, and reads such a line
/// empty. Time that passed unused since the failure counts, so a line that is polled seldom does not wait twice.
/// </summary>
internal sealed class LineSilence(Deadline deadline, TimeProvider time, TimeSpan frameSilence)
{
    private const int MostRounds = 4;

    private long _since;
    private TimeSpan _span;

    public bool IsNeeded { get; private set; }

    /// <summary>From now on the line must have been silent for this long before it is used.</summary>
    public void Require(TimeSpan span)
    {
        _since = time.GetTimestamp();
        _span = span;
        IsNeeded = true;
    }

    public void RequireAtLeastFrame()
    {
        if (!IsNeeded)
        {
            Require(frameSilence);
        }
    }

    public void Reached() => IsNeeded = false;

    /// <summary>Throws away what comes until nothing came for the time required; a byte starts a full answer time anew.</summary>
    public async ValueTask<LineState> ReachAsync(Stream stream, Memory<byte> scratch, TimeSpan answerTime, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var quiet = IsNeeded ? _span - time.GetElapsedTime(_since) : TimeSpan.Zero;
        var least = frameSilence > TimeSpan.FromMilliseconds(2) ? frameSilence : TimeSpan.FromMilliseconds(2);
        quiet = quiet > least ? quiet : least;
        while (time.GetElapsedTime(begun) <= MostRounds * answerTime)
        {
            try
            {
                var read = await stream.ReadAsync(scratch, deadline.Start(quiet, cancellationToken)).ConfigureAwait(false);
                if (read == 0)
                {
                    return LineState.Ended;
                }

                Require(answerTime);
                quiet = answerTime;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Reached();
                return LineState.Silent;
            }
            finally
            {
                deadline.Stop();
            }
        }

        return LineState.Babbling;
    }
}
