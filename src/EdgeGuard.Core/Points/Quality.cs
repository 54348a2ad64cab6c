namespace EdgeGuard.Core.Points;

/// <summary>OPC UA's three words for how far a value can be trusted. The default is <see cref="Bad"/> on purpose.</summary>
public enum Quality : byte
{
    Bad,
    Uncertain,
    Good,
}
