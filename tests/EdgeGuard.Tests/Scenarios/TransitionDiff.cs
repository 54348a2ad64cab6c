using System.Text;
using System.Text.Json;

namespace EdgeGuard.Gateway.Tests.Scenarios;

/// <summary>Compares transitions line by line. What an expected line does not mention may be anything.</summary>
internal static class TransitionDiff
{
    /// <summary>Null when all is as expected; else every line, <c>-</c> where it is missing and <c>+</c> where it is too much.</summary>
    public static string? Of(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        bool[,] fits = new bool[expected.Count, actual.Count];
        for (int e = 0; e < expected.Count; e++)
        {
            for (int a = 0; a < actual.Count; a++)
                fits[e, a] = Fits(expected[e], actual[a]);
        }

        if (expected.Count == actual.Count && Enumerable.Range(0, expected.Count).All(i => fits[i, i]))
            return null;
        return Show(expected, actual, fits, CommonLengths(fits, expected.Count, actual.Count));
    }

    /// <summary>Every field of the expected line is in the actual one with the same value.</summary>
    public static bool Fits(string expected, string actual)
    {
        using JsonDocument wanted = JsonDocument.Parse(expected);
        using JsonDocument got = JsonDocument.Parse(actual);
        return wanted.RootElement.EnumerateObject().All(p => got.RootElement.TryGetProperty(p.Name, out JsonElement value) && JsonElement.DeepEquals(p.Value, value));
    }

    /// <summary>Length of the longest common rest, from each pair of places on.</summary>
    private static int[,] CommonLengths(bool[,] fits, int expected, int actual)
    {
        int[,] lengths = new int[expected + 1, actual + 1];
        for (int e = expected - 1; e >= 0; e--)
        {
            for (int a = actual - 1; a >= 0; a--)
                lengths[e, a] = fits[e, a] ? lengths[e + 1, a + 1] + 1 : Math.Max(lengths[e + 1, a], lengths[e, a + 1]);
        }

        return lengths;
    }

    private static string Show(IReadOnlyList<string> expected, IReadOnlyList<string> actual, bool[,] fits, int[,] lengths)
    {
        var text = new StringBuilder("- expected and missing, + not expected:\n");
        int e = 0;
        int a = 0;
        while (e < expected.Count || a < actual.Count)
        {
            if (e < expected.Count && a < actual.Count && fits[e, a])
            {
                text.Append("  ").Append(actual[a]).Append('\n');
                (e, a) = (e + 1, a + 1);
            }
            else if (a >= actual.Count || (e < expected.Count && lengths[e + 1, a] >= lengths[e, a + 1]))
            {
                text.Append("- ").Append(expected[e++]).Append('\n');
            }
            else
            {
                text.Append("+ ").Append(actual[a++]).Append('\n');
            }
        }

        return text.ToString();
    }
}
