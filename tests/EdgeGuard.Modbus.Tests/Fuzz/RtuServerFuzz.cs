namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>The RTU server on a line of right requests, altered ones and noise, with silence between most of them.</summary>
internal sealed class RtuServerFuzz(long budget, int seed)
{
    private readonly Random _random = new(seed);
    private readonly byte[] _right = new byte[RtuFrame.MaxFrame];
    private readonly Queue<byte[]?> _arriving = new();
    private long _bytes, _frames, _altered, _pieces;

    public static async Task<FuzzTally> RunAsync(long bytes, int seed)
    {
        var fuzz = new RtuServerFuzz(bytes, seed);
        var unit = new RandomUnit(new Random(seed + 1));
        var server = new ModbusRtuServer(new Dictionary<byte, IModbusUnit> { [1] = unit }, new StillTime());
        await server.ServeAsync(new FuzzStream(fuzz.Next, _ => { }), CancellationToken.None).ConfigureAwait(false);

        // A piece is tried as a frame once at most, for what does not fit is thrown away whole.
        return new FuzzTally("RTU server", fuzz._bytes, fuzz._frames, fuzz._altered, unit.Asked, unit.AskedWrongly, fuzz._pieces / 65_536.0, 0);
    }

    private byte[]? Next(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_arriving.Count == 0 && _bytes >= budget)
            {
                return [];
            }

            if (_arriving.Count == 0)
            {
                Fill();
            }

            // Silence means something only to a reader inside a frame, which is one that can be told of it.
            if (_arriving.TryDequeue(out var piece) && (piece is not null || cancellationToken.CanBeCanceled))
            {
                return piece;
            }
        }
    }

    private void Fill()
    {
        var left = _random.Next(2) == 0;
        var length = RtuFrame.Seal(_right, 1, RandomRequest.Write(_random, _right.AsSpan(1), marked: left));
        var fed = left ? _right[..length] : new FrameMutator(_random).Spoil(_right.AsSpan(0, length), 7);
        _frames++;
        _altered += left ? 0 : 1;
        _bytes += fed.Length;
        for (var at = 0; at < fed.Length;)
        {
            var piece = Math.Min(_random.Next(1, 300), fed.Length - at);
            _arriving.Enqueue(fed[at..(at + piece)]);
            at += piece;
            _pieces += left ? 0 : 1;
        }

        // Without silence behind them, altered frames swallow right ones; one in twenty does.
        if (left || _random.Next(20) > 0)
        {
            _arriving.Enqueue(null);
        }
    }
}
