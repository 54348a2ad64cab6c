namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>Answers to function 43/14, right ones, altered ones and noise, through check and parser; and all of it through the length rules of RTU.</summary>
internal static class IdentificationFuzz
{
    public static FuzzTally Run(long bytes, int seed)
    {
        var random = new Random(seed);
        var mutator = new FrameMutator(random);
        var request = new byte[4];
        var answer = new byte[ModbusLimits.Pdu];
        long fed = 0, frames = 0, altered = 0, accepted = 0, wrong = 0;
        RequestPdu.Identification(request, ModbusIdentityCategory.Extended, 0);
        while (fed < bytes)
        {
            var unit = new ModbusMemory { Identity = Identity(random) };
            IdentificationAnswer.Write(unit, request, answer, out var length);
            var left = random.Next(4) == 0;
            var pdu = left ? answer[..length] : mutator.Alter(answer.AsSpan(0, length), 7, out _);
            fed += pdu.Length;
            frames++;
            altered += left ? 0 : 1;
            if (RtuFrame.AnswerLength(pdu) is < RtuFrame.Unknown or > RtuFrame.MaxFrame || RtuFrame.RequestLength(pdu) is < RtuFrame.Unknown or > RtuFrame.MaxFrame)
            {
                throw new InvalidOperationException("A frame has a length beyond all frames: " + Convert.ToHexString(pdu));
            }

            if (AnswerCheck.Check(request, pdu) != AnswerVerdict.Good)
            {
                continue;
            }

            // The parser is for what the check found good, and must take all of it; it is no wrong one while the frame's own check is another's.
            var objects = new SortedDictionary<byte, string>();
            IdentificationPart.Collect(pdu, objects);
            _ = new ModbusIdentity(objects);
            accepted += left ? 1 : 0;
            wrong += !left && !pdu.AsSpan(0, 3).SequenceEqual(request.AsSpan(0, 3)) ? 1 : 0;
        }

        return new FuzzTally("identification", fed, frames, altered, accepted, wrong, 0, 0);
    }

    private static ModbusIdentity Identity(Random random)
    {
        var identity = new ModbusIdentity("vendor", "code", "1.0");
        for (var i = random.Next(4); i > 0; i--)
        {
            identity = identity.With((byte)random.Next(128, 256), new string((char)random.Next(32, 0x2000), random.Next(60)));
        }

        return identity;
    }
}
