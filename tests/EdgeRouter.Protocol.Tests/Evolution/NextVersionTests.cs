using System.Buffers.Binary;
using System.Text.Json.Nodes;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Sbe.Schema.Compatibility;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>Today's readers and a sender of the next version, and the other way round.</summary>
public sealed class NextVersionTests
{
    private static IEnumerable<TestCaseData> Today() => CorpusSamples.All().Select(message => new TestCaseData(message).SetArgDisplayNames(message.ToString()));

    [Test]
    public void ShouldBeAnAllowedExtension()
    {
        IReadOnlyList<SbeCompatibilityFinding> findings = SbeCompatibility.Compare(Corpus.TodaysSchema, NextVersion.Schema);
        Assert.That(findings.Where(finding => finding.Severity == SbeCompatibilitySeverity.Breaking), Is.Empty);
        Assert.That(findings.Select(finding => finding.Place), Is.SupersetOf(new[]
        {
            "message Timer.NextField", "message Timer.NextGroup", "message Timer.NextText", "message Decision.Rows.NextEntryField", "enum RejectReason.Next", "message NextMessage",
        }));
    }

    [TestCaseSource(nameof(Today))]
    public void ShouldReadANewerSenderWithTodaysDecoders(object sample)
    {
        var today = (CorpusMessage)sample;
        var visitor = new ContentVisitor();
        Assert.That(ProtocolReader.Dispatch(NextVersion.Of(today).Wire, ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
        JsonContent.AssertReads(today.Content, visitor.Content, today.ToString());
    }

    [TestCaseSource(nameof(Today))]
    public void ShouldWalkANewerSenderWithTodaysSchema(object sample)
    {
        var today = (CorpusMessage)sample;
        JsonObject read = CorpusTests.Walk(Corpus.TodaysSchema, NextVersion.Of(today), NextVersion.Version, out SbeWalkResult result);
        JsonContent.AssertReads(today.Content, read, today.ToString());
        Assert.That(result.TrailingBytes, Is.Positive, "new data stands behind what today's schema knows");
    }

    [TestCaseSource(nameof(Today))]
    public void ShouldWalkANewerSenderWithItsOwnSchema(object sample)
    {
        CorpusMessage next = NextVersion.Of((CorpusMessage)sample);
        JsonObject read = CorpusTests.Walk(NextVersion.Schema, next, NextVersion.Version, out SbeWalkResult result);
        JsonContent.AssertReads(next.Content, read, next.ToString());
        Assert.That(result.TrailingBytes, Is.Zero);
    }

    [TestCaseSource(nameof(Today))]
    public void ShouldWalkAnOlderSenderWithTheNextSchema(object sample)
    {
        var today = (CorpusMessage)sample;
        JsonObject read = CorpusTests.Walk(NextVersion.Schema, today, Corpus.TodaysSchema.Version, out SbeWalkResult result);
        JsonContent.AssertReads(today.Content, read, today.ToString());
        Assert.That(read.TryGetPropertyValue("NextField", out JsonNode? absent) && absent == null, Is.True, "a later field is absent");
        Assert.That(result.TrailingBytes, Is.Zero);
    }

    [Test]
    public void ShouldHandOnAnEnumValueThatOnlyTheNewerSenderKnows()
    {
        CorpusMessage alert = CorpusSamples.All().First(message => message.Name == "Alert");
        byte[] wire = alert.Wire;
        const int Reason = 8 + 62;
        Assert.That(wire[Reason], Is.EqualTo((byte)Core.Orders.RejectReason.PriceCollar), "the reason's place in header and block");
        wire[Reason] = NextVersion.NewReasonValue;
        BinaryPrimitives.WriteUInt16LittleEndian(wire.AsSpan(6), (ushort)NextVersion.Version);

        var visitor = new ContentVisitor();
        Assert.That(ProtocolReader.Dispatch(wire, ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
        Assert.That(visitor.Content!["RejectReason"]!.ToJsonString(), Is.EqualTo("200"));
        Assert.That(SbeJson.Render(new SbeWalker(Corpus.TodaysSchema), wire, out SbeWalkResult _), Does.Contain("\"RejectReason\":200"));
        byte[] next = NextVersion.Of(alert).Wire;
        BinaryPrimitives.WriteUInt16LittleEndian(next.AsSpan(6), (ushort)NextVersion.Version);
        Assert.That(SbeJson.Render(new SbeWalker(NextVersion.Schema), next, out SbeWalkResult _), Does.Contain("\"RejectReason\":\"Next\""));
    }

    [Test]
    public void ShouldSkipAMessageThatOnlyTheNewerSenderKnows()
    {
        byte[] wire = new byte[12];
        ushort[] header = [4, NextVersion.NewTemplateId, (ushort)Corpus.TodaysSchema.Id, (ushort)NextVersion.Version];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(wire.AsSpan(i * 2), header[i]);
        }

        var visitor = new ContentVisitor();
        Assert.That(ProtocolReader.Dispatch(wire, ref visitor), Is.EqualTo(ProtocolReadResult.Unknown));
        Assert.That(visitor.Content, Is.Null);
        Assert.That(SbeJson.Render(new SbeWalker(NextVersion.Schema), wire, out SbeWalkResult own), Does.Contain("NextMessage"));
        Assert.That(own.Status, Is.EqualTo(SbeWalkStatus.Complete));
    }
}
