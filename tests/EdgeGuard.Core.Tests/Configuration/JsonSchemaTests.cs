using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Core.Tests.Configuration;

public class JsonSchemaTests
{
    private static string[] Validate(string schema, string json) =>
        Sample.Tell(JsonSchema.Parse("s", Sample.Utf8(schema)).Validate(PositionedJson.Parse("f", Sample.Utf8(json))));

    [Theory]
    [InlineData("""{ "type": "string" }""", "5", "must be a text \"…\", not a number")]
    [InlineData("""{ "type": ["string", "null"] }""", "[]", "must be a text \"…\" or null, not a list […]")]
    [InlineData("""{ "type": "integer" }""", "5.0", "must be a whole number without point or exponent, not 5.0")]
    [InlineData("""{ "type": "integer", "examples": [502] }""", "\"502\"", "must be a whole number, not a text \"…\", for example 502")]
    [InlineData("""{ "type": "boolean" }""", "\"yes\"", "must be true or false, not a text \"…\"")]
    [InlineData("""{ "enum": ["closed", "open"] }""", "\"close\"", "\"close\" is not possible here, did you mean closed; possible: closed, open")]
    [InlineData("""{ "enum": [9600, 19200] }""", "9601", "9601 is not possible here; possible: 9600, 19200")]
    [InlineData("""{ "const": true }""", "false", "false is not possible here; possible: true")]
    [InlineData("""{ "minimum": 1, "maximum": 4 }""", "5", "5 is out of range; right is from 1 to 4")]
    [InlineData("""{ "minimum": 1 }""", "0", "0 is out of range; right is at least 1")]
    [InlineData("""{ "maximum": 1.5 }""", "2", "2 is out of range; right is at most 1.5")]
    [InlineData("""{ "exclusiveMinimum": 0 }""", "0", "0 is out of range; right is greater than 0")]
    [InlineData("""{ "exclusiveMaximum": 0 }""", "0", "0 is out of range; right is less than 0")]
    [InlineData("""{ "type": "number" }""", "1e999", "the number 1e999 is too big")]
    [InlineData("""{ "multipleOf": 0.1 }""", "0.25", "0.25 must be a multiple of 0.1")]
    [InlineData("""{ "minLength": 1 }""", "\"\"", "must not be empty")]
    [InlineData("""{ "maxLength": 2 }""", "\"🔥🔥🔥\"", "has 3 characters; right is from 0 to 2")]
    [InlineData("""{ "pattern": "^a+$" }""", "\"b\"", "\"b\" has the wrong form; it must match ^a+$")]
    [InlineData("""{ "pattern": "^a+$", "examples": ["a", "aa"] }""", "\"a\\n\"", "\"a \" has the wrong form; right is for example a, aa")]
    [InlineData("""{ "format": "date" }""", "\"2023-02-29\"", "\"2023-02-29\" is not a date; right is for example 2024-05-31")]
    [InlineData("""{ "minItems": 1 }""", "[]", "has 0 entries; right is from 1 to ∞")]
    [InlineData("""{ "maxProperties": 1 }""", "{ \"a\": 1, \"b\": 2 }", "has 2 entries; right is from 0 to 1")]
    [InlineData("""{ "not": { "type": "null" } }""", "null", "this may not stand here; remove it")]
    [InlineData("""{ "required": ["a"], "properties": { "a": { "examples": [7] } } }""", "{}", "\"a\" is missing, for example \"a\": 7")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "type": "number" }] }""", "{}", "must be a text \"…\" or a number, not an object {…}")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "type": "number", "minimum": 3 }] }""", "2", "2 is out of range; right is at least 3")]
    [InlineData("""{ "oneOf": [{ "minimum": 1 }, { "minimum": 2 }] }""", "2", "fits several forms at once, and must fit one")]
    [InlineData("""{ "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] }""", "{}", "one of a, b is missing")]
    [InlineData("""{ "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] }""", "{ \"a\": 1, \"b\": 1 }", "only one of a, b may stand here")]
    [InlineData("""{ "allOf": [{ "minimum": 1 }, { "$ref": "#/$defs/x" }], "$defs": { "x": { "maximum": 3 } } }""", "4", "4 is out of range; right is at most 3")]
    [InlineData("""{ "if": { "minimum": 5 }, "then": { "maximum": 7 }, "else": { "minimum": 2 } }""", "9", "9 is out of range; right is at most 7")]
    [InlineData("""{ "if": { "minimum": 5 }, "then": { "maximum": 7 }, "else": { "minimum": 2 } }""", "1", "1 is out of range; right is at least 2")]
    public void A_value_that_does_not_fit_is_told_with_what_would_be_right(string schema, string json, string message) =>
        Assert.Equal([$"f:1:1 $ {message}"], Validate(schema, json));

    [Theory]
    [InlineData("""{ "items": { "type": "null" } }""", "[null, 1]", "f:1:8 $[1] must be null, not a number")]
    [InlineData("""{ "prefixItems": [true, { "type": "null" }] }""", "[1, 1, 1]", "f:1:5 $[1] must be null, not a number")]
    [InlineData("""{ "uniqueItems": true }""", "[1, { \"a\": 1 }, 1.0]", "f:1:17 $[2] is the same as an earlier item; remove it")]
    [InlineData("""{ "patternProperties": { "^x": { "type": "null" } }, "additionalProperties": false, "properties": { "yes": true } }""", "{ \"xa\": 1 }", "f:1:9 $.xa must be null, not a number")]
    [InlineData("""{ "properties": { "yes": true }, "additionalProperties": false }""", "{ \"yse\": 1 }", "f:1:3 $.yse there is no key \"yse\", did you mean yes; possible: yes")]
    [InlineData("""{ "properties": { "a": false } }""", "{ \"a\": 1 }", "f:1:3 $.a this may not stand here; remove it")]
    [InlineData("""{ "propertyNames": { "pattern": "^[a-z]+$" } }""", "{ \"a b\": 1 }", "f:1:3 $['a b'] \"a b\" has the wrong form; it must match ^[a-z]+$")]
    [InlineData("""{ "dependentRequired": { "a": ["b"] } }""", "{ \"a\": 1 }", "f:1:3 $.a \"a\" needs \"b\" beside it")]
    [InlineData("""{ "dependentSchemas": { "a": { "required": ["b"] } } }""", "{ \"a\": 1 }", "f:1:1 $ \"b\" is missing")]
    public void A_member_or_item_is_told_by_its_own_place(string schema, string json, string error) =>
        Assert.Equal([error], Validate(schema, json));

    private const string Shapes = """
        {
          "type": "object",
          "oneOf": [
            { "properties": { "kind": { "const": "circle" }, "radius": { "type": "number" } }, "required": ["kind", "radius"], "additionalProperties": false },
            { "properties": { "kind": { "const": "square" }, "side": { "type": "number" } }, "required": ["kind"], "additionalProperties": false }
          ]
        }
        """;

    [Theory]
    [InlineData("""{ "kind": "circle", "side": 1 }""", "f:1:1 $ \"radius\" is missing", "f:1:21 $.side \"side\" belongs to kind square only; possible here: kind, radius")]
    [InlineData("""{ "kind": "squere" }""", "f:1:11 $.kind \"squere\" is not possible here, did you mean square; possible: circle, square")]
    [InlineData("""{ "side": 1 }""", "f:1:1 $ \"kind\" is missing; possible: circle, square")]
    [InlineData("""{ "kind": "square", "size": 1 }""", "f:1:21 $.size there is no key \"size\", did you mean side; possible: kind, side")]
    public void Of_several_forms_the_one_the_value_names_is_asked(string json, params string[] errors) =>
        Assert.Equal(errors, Validate(Shapes, json));

    [Fact]
    public void A_wrong_type_hides_no_other_error_and_brings_no_second_one() => Assert.Equal(
        ["f:1:8 $.a must be a number, not a text \"…\"", "f:1:19 $.b 9 is out of range; right is at most 3"],
        Validate("""{ "properties": { "a": { "type": "number", "enum": [1] }, "b": { "maximum": 3 } } }""", """{ "a": "x", "b":  9 }"""));

    [Theory]
    [InlineData("""{ "typ": "string" }""", "s:1:10: keyword \"typ\" is not known")]
    [InlineData("""{ "properties": { "a": { "unevaluatedProperties": false } } }""", "s:1:51: keyword \"unevaluatedProperties\" is not known")]
    [InlineData("""{ "type": "text" }""", "s:1:11: type text is not known")]
    [InlineData("""{ "format": "uri" }""", "s:1:13: format \"uri\" is not known")]
    [InlineData("""{ "$ref": "#/$defs/a" }""", "s: $ref #/$defs/a leads nowhere")]
    [InlineData("""{ "$ref": "#" }""", "s: $ref # leads nowhere")]
    [InlineData("""{ "minLength": "3" }""", "s:1:16: a count is wanted")]
    [InlineData("""{ "maximum": "3" }""", "s:1:14: a number is wanted")]
    [InlineData("""{ "items": 3 }""", "s:1:12: a schema is an object, true or false")]
    public void A_schema_that_is_not_fully_understood_is_refused(string schema, string message) =>
        Assert.Equal(message, Assert.Throws<SchemaFormatException>(() => JsonSchema.Parse("s", Sample.Utf8(schema))).Message);

    [Fact]
    public void A_pattern_that_is_none_is_refused() =>
        Assert.StartsWith("s:1:14: pattern (", Assert.Throws<SchemaFormatException>(() => JsonSchema.Parse("s", """{ "pattern": "(" }"""u8)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_long_text_is_shortened_in_the_message() =>
        Assert.Equal([$"f:1:1 $ \"{new string('x', 60)}…\" is not possible here; possible: a"], Validate("""{ "enum": ["a"] }""", $"\"{new string('x', 5000)}\""));
}
