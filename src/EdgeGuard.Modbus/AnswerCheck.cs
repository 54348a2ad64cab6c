namespace EdgeGuard.Modbus;

/// <summary>Whether an answer's PDU is one to the request's PDU. Total: any bytes give a verdict.</summary>
internal static class AnswerCheck
{
    public static AnswerVerdict Check(ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer)
    {
        if (answer.IsEmpty)
        {
            return AnswerVerdict.WrongLength;
        }

        if (answer[0] == (request[0] | FunctionCode.ExceptionFlag))
        {
            return answer.Length == 2 && answer[1] != 0 ? AnswerVerdict.Refused : AnswerVerdict.WrongLength;
        }

        if (answer[0] != request[0])
        {
            return AnswerVerdict.WrongFunction;
        }

        return request[0] switch
        {
            >= FunctionCode.ReadCoils and <= FunctionCode.ReadInputRegisters or FunctionCode.ReadWriteMultipleRegisters => CheckCounted(request, answer),
            FunctionCode.EncapsulatedInterface => CheckIdentification(request, answer),
            _ => CheckEcho(request, answer),
        };
    }

    private static AnswerVerdict CheckCounted(ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer)
    {
        var length = RequestPdu.AnswerLength(request);
        return answer.Length == length && answer[1] == length - 2 ? AnswerVerdict.Good : AnswerVerdict.WrongLength;
    }

    private static AnswerVerdict CheckEcho(ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer)
    {
        var length = RequestPdu.AnswerLength(request);
        if (answer.Length != length)
        {
            return AnswerVerdict.WrongLength;
        }

        return answer.SequenceEqual(request[..length]) ? AnswerVerdict.Good : AnswerVerdict.WrongEcho;
    }

    private static AnswerVerdict CheckIdentification(ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer)
    {
        if (answer.Length < IdentificationPart.HeaderLength)
        {
            return AnswerVerdict.WrongLength;
        }

        if (!answer[..3].SequenceEqual(request[..3]))
        {
            return AnswerVerdict.WrongEcho;
        }

        var end = IdentificationPart.HeaderLength;
        for (var i = 0; i < answer[6]; i++)
        {
            if (end + 2 > answer.Length)
            {
                return AnswerVerdict.WrongLength;
            }

            end += 2 + answer[end + 1];
        }

        return end == answer.Length ? AnswerVerdict.Good : AnswerVerdict.WrongLength;
    }
}
