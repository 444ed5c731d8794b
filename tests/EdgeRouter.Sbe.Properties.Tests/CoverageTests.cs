using EdgeRouter.Sbe.Properties.Tests.Making;
using EdgeRouter.Sbe.Properties.Tests.Model;
using EdgeRouter.Sbe.Properties.Tests.Reference;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Properties.Tests;

/// <summary>The random schemas have everything that real ones have, and the comparison notices one wrong bit.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CoverageTests
{
    private static readonly string[] Needed =
    [
        "big-endian", "little-endian", "header without version", "header without block length", "header of another name", "schema id 0", "version above 255", "several versions",
        .. new[] { 6, 7, 8, 10, 12, 16, 20, 32 }.Select(length => $"header of {length} bytes"),
        "template id UInt8", "template id UInt16", "template id UInt32", "message without fields",
        "padding of a message", "padding of a group", "groups nested to 1", "groups nested to 2", "groups nested to 3", "data of a message", "data of a group",
        .. new[] { "UInt8", "UInt16", "UInt32" }.SelectMany(length => new[] { "UInt8", "Char", "Int8" }.Select(payload => $"data {length} {payload}")),
        "data as UTF-8", "data of a later version", "group of a later version", "default dimension",
        "dimension UInt16 UInt16 at 2", "dimension UInt16 UInt32 at 2", "dimension UInt8 UInt8 at 1", "dimension UInt16 UInt8 at 2", "dimension UInt8 UInt16 at 1", "dimension UInt16 UInt8 at 7",
        "newer groups or data that an older reader skips", "gap in a message", "gap in a group", "gap in a composite",
        .. new[] { "message", "group", "composite" }.Select(owner => $"field of a later version in a {owner}"),
        .. new[] { "scalar", "array", "Enum", "Set", "Composite" }.SelectMany(kind => new[] { $"Required {kind} in a message", $"Optional {kind} in a message", $"Required {kind} in a composite" }),
        "Optional scalar in a composite", "Optional Enum in a composite", "Optional Composite in a composite", "Constant Enum in a message", "Constant Enum in a composite", "Constant scalar in a group",
        "field that names an enum's value", "name of the enclosing type", "keyword", "names that differ in case only", "ref", "primitive used directly", "UTF-8 text",
        .. Enum.GetValues<Wire>().SelectMany(wire => new[] { $"array of {wire}", $"{wire}, null by default", $"{wire}, null stated" }),
        "null stated on a required field", "constant that names an enum's value", "constant character", "constant text", "constant integer", "constant real", "type of a later version",
        .. new[] { "Char", "Int8", "UInt8", "UInt16", "Int32" }.Select(wire => $"enum {wire}"),
        "enum of a named type", "negative enum value", "space as an enum value", "enum value of a later version",
        .. new[] { "UInt8", "UInt16", "UInt32", "UInt64" }.Select(wire => $"set {wire}"),
        "set of a named type", "choice of a later version", "decimal, constant exponent", "decimal, encoded exponent",
    ];

    [Test]
    public void ShouldMakeWhatRealSchemasHave()
    {
        Coverage coverage = new();
        foreach (int[] numbers in Cases.Sample(700, 3_200))
        {
            coverage.Add(SchemaCase.Make(numbers, messagesEach: 0).Schema);
        }

        Assert.That(Needed.Where(what => coverage.Counts.GetValueOrDefault(what) < 3), Is.Empty);
    }

    [Test]
    public void ShouldNoticeOneWrongBit()
    {
        int changed = 0;
        foreach (int[] numbers in Cases.Sample(60, 3_200))
        {
            SchemaCase made = SchemaCase.Make(numbers, messagesEach: 2);
            ModelSchema schema = made.Schema;
            SbeWalker walker = new(SbeSchemaParser.Parse("random.xml", SchemaXml.Write(schema, schema.LastVersion)).Schema!);
            foreach (SchemaMessage message in made.Messages)
            {
                ModelField? field = message.Message.Fields.FirstOrDefault(one => one is { Presence: Presence.Required, Type: ScalarType { Length: 1, IsText: false } or EnumType or SetType });
                if (field == null || !schema.Header.TellsVersions)
                {
                    continue;
                }

                changed++;
                BlockValue value = message.Value;
                byte[] bytes = ReferenceEncoder.Encode(schema, schema.LastVersion, message.Message, value);
                Expected expected = new ExpectedJson(schema, schema.LastVersion, schema.LastVersion).Message(message.Message, value, trailingBytes: 0);
                Assert.That(JsonCheck.Difference(SbeJson.Render(walker, bytes, out SbeWalkResult _), expected), Is.Null);
                bytes[schema.Header.Length + field.Offset + field.Type.SizeAt(schema.LastVersion) - 1] ^= 1;
                string? difference = JsonCheck.Difference(SbeJson.Render(walker, bytes, out SbeWalkResult _), expected);
                bool isNotANumber = field.Type is ScalarType { Wire: Wire.Float or Wire.Double };
                Assert.That(difference, isNotANumber ? Is.Null.Or.Not.Empty : Is.Not.Null, field.Name);
            }
        }

        Assert.That(changed, Is.GreaterThan(20));
    }
}
