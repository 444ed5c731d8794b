using EdgeRouter.Sbe.Properties.Tests.Fuzz;
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
    private const byte Canary = 0xEE;
    private const int RoomForAll = 1_000_000;

    private static readonly int MutationsEach = Nightly.Times(2_000, 5);

    [TestCaseSource(nameof(Batches))]
    public void ShouldEncodeLikeTheReference(int batch) => ForEachMessage(batch, (compiled, message) =>
    {
        byte[] expected = ReferenceEncoder.Encode(compiled.Case.Schema, compiled.Version, message.Message, message.Value);
        byte[] buffer = new byte[expected.Length + 32];
        Array.Fill(buffer, Canary);
        int length = compiled.CodecOf(message).Encode(buffer, ValueFeeder.Feed(message.Message, message.Value, compiled.Version));
        Agree.Bytes(buffer.AsSpan(0, length), expected, "encoded");
        Agree.Equal(buffer.AsSpan(length).ContainsAnyExcept(Canary), false, "wrote behind the message");
    });

    [TestCaseSource(nameof(Batches))]
    public void ShouldDecodeLikeTheModelAndTheWalker(int batch) => ForEachMessage(batch, (compiled, message) =>
    {
        ModelSchema schema = compiled.Case.Schema;
        int reader = compiled.Version;
        int writer = schema.Header.TellsVersions ? message.Writer : reader;
        if (!message.Message.IsReadableBy(reader, writer, isMessage: true))
        {
            return;
        }

        byte[] bytes = ReferenceEncoder.Encode(schema, writer, message.Message, message.Value, reader, out int knownBytes);
        string? json = compiled.CodecOf(message).Decode(bytes, out int bodyLength, out SbeExtent extent);

        // A decoder's rendering does not tell of bytes behind the message: its BodyLength does.
        string walked = SbeJson.Render(compiled.Walker, bytes.AsSpan(0, knownBytes), out SbeWalkResult result);
        Agree.Equal(json, walked, "generated and run-time rendering of " + Convert.ToHexString(bytes));
        Agree.Equal(bodyLength, knownBytes - schema.Header.Length, "body length");
        Agree.Equal((extent.GroupInstances, extent.GroupEntries, extent.DataFields), ((int)result.GroupInstances, (int)result.GroupEntries, (int)result.DataFields), "extent");
        Agree.Equal(JsonCheck.Difference(json!, new ExpectedJson(schema, writer, reader).Message(message.Message, message.Value, trailingBytes: 0)), null, json!);
    });

    [TestCaseSource(nameof(Batches))]
    public void ShouldRefuseBuffersThatAreTooSmall(int batch) => ForEachMessage(batch, (compiled, message) =>
    {
        ModelSchema schema = compiled.Case.Schema;
        int whole = ReferenceEncoder.Encode(schema, compiled.Version, message.Message, message.Value).Length;
        int headAndBlock = schema.Header.Length + message.Message.BlockLengthAt(compiled.Version);
        ValueFeed feed = ValueFeeder.Feed(message.Message, message.Value, compiled.Version);
        byte[] buffer = new byte[whole + 32];
        for (int room = 0; room < whole; room += 1 + (room / 128))
        {
            Array.Fill(buffer, Canary);
            feed.Rewind();
            Agree.Equal(TryEncode(compiled.CodecOf(message), buffer.AsSpan(0, room), feed), room < headAndBlock ? -1 : null, $"room of {room} of {whole} bytes");
            Agree.Equal(buffer.AsSpan(room).ContainsAnyExcept(Canary), false, $"wrote behind {room} bytes");
        }
    });

    [TestCaseSource(nameof(Batches))]
    public void ShouldWriteCountsAndLengthsUpToTheLargest(int batch) => ForEachMessage(batch, (compiled, message) =>
    {
        foreach ((BlockValue value, bool isPossible) in Extremes.Of(message, compiled.Version))
        {
            ModelSchema schema = compiled.Case.Schema;
            byte[] buffer = new byte[isPossible ? ReferenceEncoder.Encode(schema, compiled.Version, message.Message, value).Length : RoomForAll];
            int? length = TryEncode(compiled.CodecOf(message), buffer, ValueFeeder.Feed(message.Message, value, compiled.Version));
            Agree.Equal(length != null, isPossible, "whether a count or a length can be written");
            if (length != null)
            {
                Agree.Bytes(buffer.AsSpan(0, length.Value), ReferenceEncoder.Encode(schema, compiled.Version, message.Message, value), "encoded");
            }
        }
    });

    [TestCaseSource(nameof(Batches))]
    public void ShouldReadDamagedMessagesWithinTheirBytes(int batch)
    {
        long whole = 0;
        foreach (CompiledSchema compiled in CompiledSchemas.Batch(batch))
        {
            ModelSchema schema = compiled.Case.Schema;
            byte[][] messages = [.. compiled.Case.Messages.Select(one => ReferenceEncoder.Encode(schema, schema.Header.TellsVersions ? one.Writer : compiled.Version, one.Message, one.Value))];
            Dictionary<int, IMessageCodec> codecs = schema.Messages.Index().ToDictionary(one => one.Item.Id, one => compiled.Codecs[one.Index]);
            Fuzzer fuzzer = new(new FuzzTarget(compiled.Walker, codecs, messages), Cases.Seed);
            fuzzer.Run(MutationsEach);
            whole += fuzzer.WholeCount;
        }

        TestContext.Out.WriteLine($"seed {Cases.Seed}: {CompiledSchemas.Batch(batch).Length} schemas of {MutationsEach} mutations each, {whole} still whole");
        Assert.That(whole, Is.Positive);
    }

    private static IEnumerable<int> Batches() => Enumerable.Range(0, CompiledSchemas.Count);

    private static void ForEachMessage(int batch, Action<CompiledSchema, SchemaMessage> check)
    {
        int count = 0;
        foreach (CompiledSchema compiled in CompiledSchemas.Batch(batch))
        {
            foreach (SchemaMessage message in compiled.Case.Messages)
            {
                count++;
                try
                {
                    check(compiled, message);
                }
                catch (Exception error)
                {
                    string xml = SchemaXml.Write(compiled.Case.Schema, compiled.Version);
                    Assert.Fail($"seed {Cases.Seed}, version {compiled.Version}, writer {message.Writer}, message {message.Message.Name}\n{xml}\n{error}");
                }
            }
        }

        TestContext.Out.WriteLine($"seed {Cases.Seed}: {CompiledSchemas.Batch(batch).Length} schemas, {count} messages");
    }

    // Null: the encoder threw what it documents.
    private static int? TryEncode(IMessageCodec codec, Span<byte> buffer, ValueFeed feed)
    {
        try
        {
            return codec.Encode(buffer, feed);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
