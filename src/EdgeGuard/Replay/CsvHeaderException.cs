namespace EdgeGuard.Gateway.Replay;

/// <summary>The first line does not name the columns: nothing of the file can be understood.</summary>
internal sealed class CsvHeaderException(CsvError error) : Exception(error.Message.En)
{
    public CsvError Error { get; } = error;
}
