using EdgeRouter.Sbe.Properties.Tests.Making;
using EdgeRouter.Sbe.Properties.Tests.Reference;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Properties.Tests.Harness;

/// <summary>Batches of random schemas, each compiled once for all tests of it.</summary>
internal static class CompiledSchemas
{
    private const int LongestCase = 3_200;
    private const int SchemasEach = 10;

    /// <summary>Number of batches.</summary>
    public static readonly int Count = Nightly.Times(2, 20);

    private static readonly Lazy<IReadOnlyList<int[]>> Sample = new(() => Cases.Sample(Count * SchemasEach, LongestCase));

    private static readonly Lazy<CompiledSchema[]>[] All = [.. Enumerable.Range(0, Count).Select(index => new Lazy<CompiledSchema[]>(() => Compile(index)))];

    public static CompiledSchema[] Batch(int index) => All[index].Value;

    // Half of the batches check the encoders' order.
    private static CompiledSchema[] Compile(int index)
    {
        (SchemaCase Case, int Version)[] wanted =
        [
            .. Sample.Value.Skip(index * SchemasEach).Take(SchemasEach)
                .Select(numbers => SchemaCase.Make(numbers, messagesEach: 12))
                .SelectMany(Versions),
        ];
        IReadOnlyList<IMessageCodec[]> codecs = CodecCompiler.Compile(isDebug: index % 2 == 0, [.. wanted.Select(one => (one.Case.Schema, one.Version))]);
        return [.. wanted.Select((one, place) => new CompiledSchema(one.Case, one.Version, codecs[place], Walker(one.Case, one.Version)))];
    }

    // The newest version, and where there are older ones the first.
    private static IEnumerable<(SchemaCase Case, int Version)> Versions(SchemaCase made) =>
        made.Schema.Versions.Where(version => version == made.Schema.FirstVersion || version == made.Schema.LastVersion).Select(version => (made, version));

    private static SbeWalker Walker(SchemaCase made, int version) => new(SbeSchemaParser.Parse("random.xml", SchemaXml.Write(made.Schema, version)).Schema!);
}
