using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>How registers make a text.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TextForm>))]
public enum TextForm : byte
{
    /// <summary>Two ASCII characters a register.</summary>
    Ascii,

    /// <summary>A day, counted in one register from 2000-01-01, which is 0: <c>2024-03-15</c>.</summary>
    Days2000,
}
