using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>An operand as part of a state.</summary>
internal static class OperandState
{
    public static void Write(this StateWriter writer, in Operand operand)
    {
        writer.Write((long)operand.Quality);
        if (operand.Quality != Quality.Good)
            writer.Write((long)operand.Reason);
        if (operand.IsKnown)
            writer.Write(operand.Value);
    }

    public static Operand ReadOperand(ref this StateReader reader)
    {
        var quality = (Quality)reader.ReadCount((int)Quality.Good);
        var reason = quality == Quality.Good ? QualityReason.None : (QualityReason)reader.ReadCount(byte.MaxValue);
        return quality switch
        {
            Quality.Good => Operand.Good(reader.ReadDouble()),
            Quality.Uncertain => Operand.Uncertain(reader.ReadDouble(), reason),
            _ => Operand.Unknown(reason),
        };
    }
}
