using System.Text.RegularExpressions;

namespace EdgeGuard.Core.Configuration;

internal sealed record PatternSchema(Regex Pattern, SchemaNode Schema);
