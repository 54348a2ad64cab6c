using System.Text;
using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// The state of every term that remembers, packed for the snapshot: term after term a hash of its key, and its bytes. A term of
/// another configuration is not found again and is as new.
/// </summary>
internal static class TermStates
{
    /// <summary>Of one term; more is no state of ours.</summary>
    private const int MostBytes = 1 << 20;

    public static byte[] Save(TermPool pool)
    {
        var all = new StateWriter();
        var one = new StateWriter();
        foreach (StatefulTerm term in pool.All)
        {
            one.Clear();
            term.Save(one);
            all.Write((long)Hash(term.Key));
            all.Write(one.Written);
        }

        return all.Written.ToArray();
    }

    /// <summary>What cannot be read leaves its term, or all that follow, as new.</summary>
    public static void Load(ReadOnlySpan<byte> saved, TermPool pool)
    {
        Dictionary<ulong, StatefulTerm> terms = [];
        foreach (StatefulTerm term in pool.All)
            terms[Hash(term.Key)] = term;
        var reader = new StateReader(saved);
        try
        {
            while (!reader.AtEnd)
            {
                ulong hash = (ulong)reader.ReadLong();
                ReadOnlySpan<byte> state = reader.ReadBytes();
                if (state.Length <= MostBytes && terms.TryGetValue(hash, out StatefulTerm? term))
                    LoadOne(term, state);
            }
        }
        catch (InvalidDataException)
        {
            // The rest of the block is cut off: those terms begin anew, as after a first start.
        }
    }

    private static void LoadOne(StatefulTerm term, ReadOnlySpan<byte> state)
    {
        try
        {
            var reader = new StateReader(state);
            term.Load(ref reader);
        }
        catch (InvalidDataException)
        {
            // Written by a version whose state had another form: the term begins anew.
        }
    }

    /// <summary>FNV-1a, 64 bits: the same on every machine and in every run.</summary>
    private static ulong Hash(string key)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes(key))
            hash = (hash ^ b) * 1099511628211;
        return hash;
    }
}
