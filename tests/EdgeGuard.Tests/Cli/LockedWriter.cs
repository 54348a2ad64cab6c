using System.Text;

namespace EdgeGuard.Gateway.Tests.Cli;

/// <summary>Writes into a text that is read at the same time; whoever reads it locks it too.</summary>
internal sealed class LockedWriter(StringBuilder text) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (text)
            text.Append(value);
    }

    public override void Write(string? value)
    {
        lock (text)
            text.Append(value);
    }
}
