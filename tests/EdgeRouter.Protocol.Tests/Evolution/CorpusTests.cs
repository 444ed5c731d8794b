using System.Text.Json.Nodes;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Schema.Compatibility;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>What any version ever wrote stays readable for ever.</summary>
public sealed class CorpusTests
{
    private static IReadOnlyList<Corpus> Recorded { get; } = Corpus.LoadAll(Corpus.Root);

    private static IEnumerable<TestCaseData> Messages() =>
        Recorded.SelectMany(corpus => corpus.Messages.Select(message => new TestCaseData(corpus, message).SetArgDisplayNames($"v{corpus.Version}", message.ToString())));

    [TestCaseSource(nameof(Messages))]
    public void ShouldReadWithTodaysDecoders(object version, object recorded)
    {
        var message = (CorpusMessage)recorded;
        var visitor = new ContentVisitor();
        Assert.That(ProtocolReader.Dispatch(message.Wire, ref visitor), Is.EqualTo(ProtocolReadResult.Ok), $"{version}");
        JsonContent.AssertReadsValues(message.Content, visitor.Content, message.ToString());
    }

    [TestCaseSource(nameof(Messages))]
    public void ShouldWalkWithTodaysSchema(object version, object recorded) => AssertWalks(Corpus.TodaysSchema, ((Corpus)version).Version, (CorpusMessage)recorded);

    [TestCaseSource(nameof(Messages))]
    public void ShouldWalkWithItsOwnSchema(object version, object recorded) => AssertWalks(((Corpus)version).Schema, ((Corpus)version).Version, (CorpusMessage)recorded);

    [Test]
    public void ShouldHoldEveryMessageOfEveryVersionThreeTimes()
    {
        foreach (Corpus corpus in Recorded)
        {
            Assert.That(corpus.Schema.Version, Is.EqualTo(corpus.Version));
            foreach (SbeMessage message in corpus.Schema.Messages)
            {
                Assert.That(corpus.Messages.Count(recorded => recorded.Name == message.Name), Is.GreaterThanOrEqualTo(3), $"{message.Name} of version {corpus.Version}");
            }
        }

        Assert.That(Recorded.Select(corpus => corpus.Version), Is.EqualTo(Enumerable.Range(1, Recorded.Count)), "no version may be skipped");
    }

    [Test]
    public void ShouldHaveACorpusOfTodaysVersion()
    {
        if (Environment.GetEnvironmentVariable("EDGEROUTER_RECORD") == "1")
        {
            TestContext.Out.WriteLine($"recorded {Corpus.Record(Corpus.Root)}");
            return;
        }

        Assert.That(CorpusRule.Problem(Corpus.TodaysSchema, Recorded[^1].Schema), Is.Null);
    }

    [Test]
    public void ShouldBreakNoRecordedVersion()
    {
        foreach (Corpus corpus in Recorded)
        {
            IEnumerable<string> breaks = SbeCompatibility.Compare(corpus.Schema, Corpus.TodaysSchema)
                .Where(finding => finding.Severity == SbeCompatibilitySeverity.Breaking).Select(finding => finding.ToString());
            Assert.That(breaks, Is.Empty, $"version {corpus.Version}");
        }
    }

    [TestCase("id=\"3\" type=\"Quantity\" description=\"Shares.\"", "id=\"3\" type=\"int32\" description=\"Shares.\"", 0, "no longer what was recorded.*raise its version")]
    [TestCase("<validValue name=\"Sell\">2</validValue>", "<validValue name=\"Sell\">2</validValue><validValue name=\"Short\">3</validValue>", 0, "raise its version")]
    [TestCase("description=\"Shares.\"", "description=\"Number of shares.\"", 0, null)]
    [TestCase("<types>", "<types>", 1, "record one with EDGEROUTER_RECORD=1")]
    public void ShouldSayWhatAChangeOfTheSchemaNeeds(string text, string replacement, int raise, string? expected)
    {
        string changed = NextVersion.Replace(Corpus.TodaysSchemaText, text, replacement);
        int version = Corpus.TodaysSchema.Version;
        changed = NextVersion.Replace(changed, $" version=\"{version}\"", $" version=\"{version + raise}\"");
        string? problem = CorpusRule.Problem(Corpus.Parse(changed), Corpus.TodaysSchema);
        Assert.That(problem?.Replace('\n', ' '), expected == null ? Is.Null : Does.Match(expected));
    }

    [Test]
    public void ShouldRecordWhatIsRecordedAndNeverOverwrite()
    {
        string root = Directory.CreateTempSubdirectory("edgerouter-corpus-").FullName;
        try
        {
            string folder = Corpus.Record(root);
            string committed = Path.Combine(Corpus.Root, Path.GetFileName(folder));
            Assert.That(committed, Does.Exist, CorpusRule.Problem(Corpus.TodaysSchema, Recorded[^1].Schema));

            // The schema's words may be improved within a version; what its messages look like may not.
            foreach (string path in Directory.EnumerateFiles(folder, "*.json"))
            {
                Assert.That(File.ReadAllText(path), Is.EqualTo(File.ReadAllText(Path.Combine(committed, Path.GetFileName(path)))), path);
            }

            Assert.That(Corpus.LoadAll(root).Single().Messages, Has.Count.EqualTo(CorpusSamples.All().Count));
            Assert.Throws<InvalidOperationException>(() => Corpus.Record(root));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    internal static JsonObject Walk(SbeSchema schema, CorpusMessage message, int version, out SbeWalkResult result)
    {
        JsonObject read = JsonNode.Parse(SbeJson.Render(new SbeWalker(schema), message.Wire, out result))!.AsObject();
        Assert.That(result.Status, Is.EqualTo(SbeWalkStatus.Complete), message.ToString());
        Assert.That(result.MissingFields, Is.Zero, message.ToString());
        Assert.That((int)read["version"]!, Is.EqualTo(version), message.ToString());
        Assert.That((int)read["templateId"]!, Is.EqualTo(schema.Messages.Single(template => template.Name == message.Name).Id), message.ToString());
        foreach (string known in new[] { "version", "templateId", "trailingBytes" })
        {
            read.Remove(known);
        }

        return read;
    }

    private static void AssertWalks(SbeSchema schema, int version, CorpusMessage message)
    {
        JsonObject read = Walk(schema, message, version, out SbeWalkResult result);
        Assert.That(result.TrailingBytes, Is.Zero, message.ToString());
        JsonContent.AssertReads(message.Content, read, message.ToString());
    }
}
