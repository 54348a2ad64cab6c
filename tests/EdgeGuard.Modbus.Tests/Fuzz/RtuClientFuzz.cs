namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>The RTU client on a line that gives back right answers, altered ones and noise.</summary>
internal sealed class RtuClientFuzz
{
    private readonly Random _random;
    private readonly FrameMutator _mutator;
    private readonly StillTime _time = new();
    private readonly RequestHandler _handler;
    private readonly Queue<byte[]> _arriving = new();
    private readonly byte[] _right = new byte[RtuFrame.MaxFrame];
    private int _rightLength;
    private byte[] _fed = [];
    private bool _left;
    private bool _sure;
    private long _bytes, _frames, _altered, _accepted, _wrong, _impossible;

    private RtuClientFuzz(int seed)
    {
        _random = new Random(seed);
        _mutator = new FrameMutator(_random);
        _handler = new RequestHandler(new Dictionary<byte, IModbusUnit> { [1] = new RandomUnit(_random) });
    }

    public static async Task<FuzzTally> RunAsync(long bytes, int seed)
    {
        var fuzz = new RtuClientFuzz(seed);
        var options = new ModbusRtuOptions
        {
            Baud = 115_200,
            AllowWrites = true,
            HasPendingInput = _ => fuzz._arriving.Count > 0,
            Pause = (span, _) =>
            {
                fuzz._time.Pass(span);
                return default;
            },
        };
        await using var client = new ModbusRtuClient("fuzz", _ => ValueTask.FromResult<Stream>(new FuzzStream(fuzz.Next, fuzz.Answer)), options, fuzz._time);
        while (fuzz._bytes < bytes)
        {
            await fuzz.AskAsync(client).ConfigureAwait(false);
        }

        return new FuzzTally("RTU client", fuzz._bytes, fuzz._frames, fuzz._altered, fuzz._accepted, fuzz._wrong, fuzz._altered / 65_536.0, fuzz._impossible);
    }

    private async Task AskAsync(ModbusRtuClient client)
    {
        try
        {
            await RequestAsync(client).ConfigureAwait(false);
        }
        catch (ModbusException)
        {
            // Declared: an answer that is none.
            return;
        }

        // Stray bytes round the right answer do not make it a wrong one.
        if (_left)
        {
            _accepted++;
        }
        else if (_fed.AsSpan().IndexOf(_right.AsSpan(0, _rightLength)) < 0)
        {
            _wrong++;
            _impossible += _sure ? 1 : 0;
        }
    }

    private ValueTask RequestAsync(ModbusRtuClient client)
    {
        switch (_random.Next(4))
        {
            case 0:
                return client.ReadBitsAsync(1, ModbusTable.Coil, 0, new bool[_random.Next(1, 2001)], CancellationToken.None);
            case 1:
                return client.WriteAsync(1, ModbusWrite.Register((ushort)_random.Next(65_536), 7), CancellationToken.None);
            default:
                return client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, new ushort[_random.Next(1, 126)], CancellationToken.None);
        }
    }

    private void Answer(ReadOnlyMemory<byte> request)
    {
        var pdu = _handler.Execute(1, request.Span[1..^2], _right.AsSpan(1), answerForeign: false);
        _rightLength = RtuFrame.Seal(_right, 1, pdu);
        _left = _random.Next(4) == 0;
        _sure = false;
        _fed = _left ? _right[.._rightLength] : _mutator.Alter(_right.AsSpan(0, _rightLength), 3, out _sure);
        _frames++;
        _altered += _left ? 0 : 1;
        _bytes += _fed.Length;
        _arriving.Clear();
        for (var at = 0; at < _fed.Length;)
        {
            var piece = Math.Min(_random.Next(1, 300), _fed.Length - at);
            _arriving.Enqueue(_fed[at..(at + piece)]);
            at += piece;
        }
    }

    private byte[]? Next(CancellationToken cancellationToken)
    {
        if (_arriving.TryDequeue(out var piece))
        {
            return piece;
        }

        _time.Pass(TimeSpan.FromSeconds(1));
        return null;
    }
}
