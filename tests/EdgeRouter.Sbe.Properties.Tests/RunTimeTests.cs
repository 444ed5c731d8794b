using EdgeRouter.Sbe.Properties.Tests.Making;
using EdgeRouter.Sbe.Properties.Tests.Model;
using EdgeRouter.Sbe.Properties.Tests.Reference;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Properties.Tests;

/// <summary>Parser and walker on random schemas and messages, against a model that knows the specification only.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RunTimeTests
{
    private const int LongestCase = 1_600;

    private static readonly int CaseCount = Nightly.Times(700, 20);

    [Test]
    public void ShouldLayOutEveryVersionLikeTheModel() => Cases.Check(CaseCount, LongestCase, numbers =>
    {
        ModelSchema model = SchemaCase.Make(numbers, messagesEach: 0).Schema;
        foreach (int version in model.Versions)
        {
            LayoutCheck.Compare(model, version, Parse(model, version));
        }
    });

    [Test]
    public void ShouldRenderEveryMessageInEveryVersion() => Cases.Check(CaseCount, 2 * LongestCase, numbers =>
    {
        SchemaCase made = SchemaCase.Make(numbers, messagesEach: 3);
        foreach (int reader in made.Schema.Versions)
        {
            SbeWalker walker = new(Parse(made.Schema, reader));
            foreach (SchemaMessage message in made.Messages.Where(message => message.Message.IsReadableBy(reader, message.Writer, isMessage: true)))
            {
                CheckMessage(made.Schema, walker, message, reader);
            }
        }
    });

    private static void CheckMessage(ModelSchema model, SbeWalker walker, SchemaMessage message, int reader)
    {
        int writer = model.Header.TellsVersions ? message.Writer : reader;
        byte[] bytes = ReferenceEncoder.Encode(model, writer, message.Message, message.Value, reader, out int knownBytes);
        string json = SbeJson.Render(walker, bytes, out SbeWalkResult result);
        string what = $"version {writer} read by {reader}: {Convert.ToHexString(bytes)}\n{json}";
        Agree.Equal((result.Status, result.MissingFields, result.TrailingBytes), (SbeWalkStatus.Complete, 0L, bytes.Length - knownBytes), what);
        Expected expected = new ExpectedJson(model, writer, reader).Message(message.Message, message.Value, bytes.Length - knownBytes);
        Agree.Equal(JsonCheck.Difference(json, expected), null, what);
    }

    private static SbeSchema Parse(ModelSchema model, int version)
    {
        SbeParseResult parsed = SbeSchemaParser.Parse("random.xml", SchemaXml.Write(model, version));
        return parsed.Schema ?? throw new DisagreementException(string.Join('\n', parsed.Diagnostics));
    }
}
