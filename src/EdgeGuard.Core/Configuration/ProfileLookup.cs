namespace EdgeGuard.Core.Configuration;

/// <summary>A profile by its name; null when there is none.</summary>
public delegate ProfileOutline? ProfileLookup(string name);
