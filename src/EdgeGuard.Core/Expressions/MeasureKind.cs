namespace EdgeGuard.Core.Expressions;

internal enum MeasureKind : byte
{
    Fixed,
    Plain,
    VoltsTimesAmperes,
    Unknown,
}
