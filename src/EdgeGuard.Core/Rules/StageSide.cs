namespace EdgeGuard.Core.Rules;

/// <summary>Which way a stage leaves the normal band. Going from one side to the other ends an alarm and begins another.</summary>
public enum StageSide : byte
{
    High,
    Low,
}
