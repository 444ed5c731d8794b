using EdgeRouter.Protocol.Messages;
using EdgeRouter.Sbe;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Protocol.Tests.Messages;

[TestFixture]
public sealed class ProtocolTextTests
{
    [Test]
    public void ShouldNameWhatItDoesNotKnowByItsNumber()
    {
        byte[] message = Timer(1, 2);
        Assert.That(ProtocolText.NameOf(message), Is.EqualTo("Timer"));
        message[2] = 99;
        Assert.That(ProtocolText.NameOf(message), Is.EqualTo("message 99 of schema 7001"));
        Assert.That(ProtocolText.NameOf([1, 2, 3]), Does.StartWith("message "));
    }

    [Test]
    public void ShouldTellTheFieldsInWhichMessagesDiffer()
    {
        byte[] first = Timer(inputCount: 7, nowNs: 100);
        Assert.That(ProtocolText.Differences(first, first), Is.Empty);
        Assert.That(
            ProtocolText.Differences(first, Timer(inputCount: 8, nowNs: 101)),
            Is.EqualTo(new[] { new FieldDifference("Envelope.inputCount", "7", "8"), new FieldDifference("NowNs", "100", "101") }));
        Assert.That(ProtocolText.Differences([], first).Select(d => (d.Field, d.First)), Does.Contain(("NowNs", (string?)null)));
        Assert.That(ProtocolText.Differences(first, []).Select(d => (d.Field, d.First, d.Second)), Does.Contain(("NowNs", "100", (string?)null)));
    }

    [Test]
    public void ShouldReadTheEnvelopeOfEveryMessage()
    {
        using Stream stream = typeof(ProtocolReader).Assembly.GetManifestResourceStream("edgerouter-protocol.xml")!;
        using var reader = new StreamReader(stream);
        SbeSchema schema = SbeSchemaParser.Parse("edgerouter-protocol.xml", reader.ReadToEnd()).Schema!;
        int timerBlock = schema.Messages.Single(m => m.Name == "Timer").BlockLength;
        using (Assert.EnterMultipleScope())
        {
            foreach (SbeMessage message in schema.Messages)
            {
                Assert.That(message.Fields[0].Name, Is.EqualTo("Envelope"), message.Name);
                Assert.That(message.BlockLength, Is.GreaterThanOrEqualTo(timerBlock), message.Name);
            }
        }

        byte[] timer = Timer(inputCount: 7, nowNs: 100);
        Assert.That(ProtocolReader.TryReadEnvelope(timer, out MessageEnvelope envelope), Is.True);
        Assert.That((envelope.Sequence, envelope.TimeNs, envelope.InputCount), Is.EqualTo((5UL, 100L, 7UL)));
        timer[2] = 99;
        Assert.That(ProtocolReader.TryReadEnvelope(timer, out _), Is.True, "of a newer program's message too");
        Assert.That(ProtocolReader.TryReadEnvelope(timer.AsSpan(0, 30), out _), Is.False);
        timer[4] ^= 1;
        Assert.That(ProtocolReader.TryReadEnvelope(timer, out _), Is.False, "another schema");
    }

    private static byte[] Timer(ulong inputCount, long nowNs)
    {
        byte[] buffer = new byte[256];
        int length = ProtocolWriter.WriteTimer(buffer, new MessageEnvelope { Sequence = 5, TimeNs = 100, InputCount = inputCount, SourceId = 1 }, nowNs);
        return buffer[..length];
    }
}
