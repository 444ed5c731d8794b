using EdgeRouter.Sbe.Properties.Tests.Harness;
using EdgeRouter.Sbe.Properties.Tests.Making;
using EdgeRouter.Sbe.Properties.Tests.Model;
using EdgeRouter.Sbe.Properties.Tests.Reference;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Properties.Tests;

/// <summary>Generated encoders and decoders of random schemas, against the reference encoder, the expected rendering and the walker.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class GeneratedCodeTests
{
    private const int LongestCase = 3_200;
    private const int SchemasEach = 12;

    private static readonly int BatchCount = Nightly.Times(4, 20);

    private static readonly Lazy<IReadOnlyList<int[]>> Sample = new(() => Cases.Sample(BatchCount * SchemasEach, LongestCase));

    [TestCaseSource(nameof(Batches))]
    public void ShouldAgreeWithReference(int batch)
    {
        SchemaCase[] cases = [.. Sample.Value.Skip(batch * SchemasEach).Take(SchemasEach).Select(numbers => SchemaCase.Make(numbers, messagesEach: 12))];
        (SchemaCase Case, int Version)[] wanted = [.. cases.SelectMany(Versions)];
        IReadOnlyList<IMessageCodec[]> codecs = CodecCompiler.Compile(isDebug: batch % 2 == 0, [.. wanted.Select(one => (one.Case.Schema, one.Version))]);
        int messages = 0;
        for (int index = 0; index < wanted.Length; index++)
        {
            messages += CheckSchema(wanted[index].Case, wanted[index].Version, codecs[index]);
        }

        TestContext.Out.WriteLine($"seed {Cases.Seed}: {wanted.Length} schemas, {messages} messages");
    }

    private static IEnumerable<int> Batches() => Enumerable.Range(0, BatchCount);

    // The newest version, and where there are older ones the first.
    private static IEnumerable<(SchemaCase Case, int Version)> Versions(SchemaCase made) =>
        made.Schema.Versions.Where(version => version == made.Schema.FirstVersion || version == made.Schema.LastVersion).Select(version => (made, version));

    private static int CheckSchema(SchemaCase made, int version, IMessageCodec[] codecs)
    {
        SbeWalker walker = new(SbeSchemaParser.Parse("random.xml", SchemaXml.Write(made.Schema, version)).Schema!);
        foreach (SchemaMessage message in made.Messages)
        {
            IMessageCodec codec = codecs[made.Schema.Messages.Index().First(one => one.Item == message.Message).Index];
            try
            {
                CheckEncoder(made.Schema, version, codec, message);
                CheckDecoder(made.Schema, version, codec, message, walker);
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {Cases.Seed}, reader {version}, writer {message.Writer}, message {message.Message.Name}\n{SchemaXml.Write(made.Schema, version)}\n{error}");
            }
        }

        return made.Messages.Count;
    }

    private static void CheckEncoder(ModelSchema schema, int version, IMessageCodec codec, SchemaMessage message)
    {
        byte[] expected = ReferenceEncoder.Encode(schema, version, message.Message, message.Value);
        byte[] buffer = new byte[expected.Length + 32];
        Array.Fill(buffer, (byte)0xEE);
        int length = codec.Encode(buffer, ValueFeeder.Feed(message.Message, message.Value, version));
        Agree.Bytes(buffer.AsSpan(0, length), expected, "encoded");
        Agree.Equal(buffer.AsSpan(length).ContainsAnyExcept((byte)0xEE), false, "wrote behind the message");
    }

    private static void CheckDecoder(ModelSchema schema, int reader, IMessageCodec codec, SchemaMessage message, SbeWalker walker)
    {
        int writer = schema.Header.TellsVersions ? message.Writer : reader;
        if (!message.Message.IsReadableBy(reader, writer, isMessage: true))
        {
            return;
        }

        byte[] bytes = ReferenceEncoder.Encode(schema, writer, message.Message, message.Value, reader, out int knownBytes);
        string? json = codec.Decode(bytes, out int bodyLength, out SbeExtent extent);

        // A decoder knows nothing of the bytes behind the message: it gives the length that it knows instead.
        string walked = SbeJson.Render(walker, bytes.AsSpan(0, knownBytes), out SbeWalkResult result);
        Agree.Equal(json, walked, "generated and run-time rendering of " + Convert.ToHexString(bytes));
        Agree.Equal(bodyLength, knownBytes - schema.Header.Length, "body length");
        Agree.Equal((extent.GroupInstances, extent.GroupEntries, extent.DataFields), ((int)result.GroupInstances, (int)result.GroupEntries, (int)result.DataFields), "extent");
        Agree.Equal(JsonCheck.Difference(json!, new ExpectedJson(schema, writer, reader).Message(message.Message, message.Value, 0)), null, json!);
    }
}
