using System.Buffers.Binary;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>Other schemas, unknown templates, malformed bytes.</summary>
public sealed class MalformedMessageTests
{
    private const ulong Seed = 20_260_102;

    private static IEnumerable<byte[]> AllWires() =>
        Samples.All().Select(s => s.Wire).Append(Samples.DecisionWire()).Append(Samples.ScoresWire()).Append(Samples.SessionWire());

    [Test]
    public void ShouldSkipOtherSchemasAndUnknownTemplates()
    {
        foreach (byte[] wire in AllWires())
        {
            byte[] other = [.. wire];
            other[4] ^= 1;
            AssertNothingRead(other, ProtocolReadResult.Unknown);
            byte[] unknown = [.. wire];
            BinaryPrimitives.WriteUInt16LittleEndian(unknown.AsSpan(2), 999);
            AssertNothingRead(unknown, ProtocolReadResult.Unknown);
        }
    }

    [Test]
    public void ShouldRefuseEveryTruncation()
    {
        foreach (byte[] wire in AllWires())
        {
            for (int length = 0; length < wire.Length; length++)
                AssertNothingRead(wire[..length], ProtocolReadResult.Malformed);
        }
    }

    [Test]
    public void ShouldRefuseABlockShorterThanItsSchema()
    {
        foreach (byte[] wire in AllWires())
        {
            byte[] shorter = [.. wire];
            BinaryPrimitives.WriteUInt16LittleEndian(shorter, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(wire) - 1));
            AssertNothingRead(shorter, ProtocolReadResult.Malformed);
        }
    }

    [TestCase(117, 42, Description = "rows shorter than their schema")]
    [TestCase(119, 200, Description = "more rows than bytes")]
    [TestCase(96 + 8, 4, Description = "feature count that does not fit the block")]
    public void ShouldRefuseADecisionThatContradictsItself(int offset, byte value)
    {
        byte[] wire = Samples.DecisionWire();
        wire[offset] = value;
        AssertNothingRead(wire, ProtocolReadResult.Malformed);
    }

    [Test]
    public void ShouldReadADecisionWithoutFeatures()
    {
        byte[] wire = Samples.DecisionWire()[..^24];
        wire.AsSpan(wire.Length - 4).Clear();
        var visitor = new RecordingVisitor();
        Assert.That(ProtocolReader.Dispatch(wire, ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
        Assert.That(visitor.Value, Is.EqualTo("decision without features"));
    }

    [TestCase("ParentOrderNew", 8 + 145, Description = "short sale")]
    [TestCase("ParentOrderNew", 8 + 143, Description = "instructions: bits that nobody knows yet")]
    [TestCase("ExecutionReport", 8 + 113, Description = "execution type")]
    [TestCase("Control", 8 + 44, Description = "control kind")]
    [TestCase("Configuration", 8 + 48, Description = "configuration kind")]
    public void ShouldHandOnANumberThatOnlyANewerSenderKnows(string name, int offset)
    {
        byte[] wire = Samples.All().Single(s => s.Name == name).Wire;
        wire[offset] = 200;
        var visitor = new RecordingVisitor();
        Assert.That(ProtocolReader.Dispatch(wire, ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
        int value = visitor.Value switch
        {
            ParentOrder v => offset == 8 + 143 ? (int)v.Instructions : (int)v.ShortSale,
            ExecutionReport v => (int)v.Type,
            ControlInput v => (int)v.Kind,
            ConfigurationSample v => (int)v.Kind,
            _ => 0,
        };
        Assert.That(value, Is.EqualTo(200));
    }

    [Test]
    public void ShouldSurviveRandomBytes()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        ulong state = Seed;
        byte[][] wires = [.. AllWires()];
        int[] results = new int[3];
        for (int round = 0; round < 200_000; round++)
        {
            byte[] bytes = [.. wires[(int)(Next(ref state) % (ulong)wires.Length)]];
            for (ulong edits = 1 + (Next(ref state) % 4); edits > 0; edits--)
                bytes[Next(ref state) % (ulong)bytes.Length] = (byte)Next(ref state);
            var visitor = new RecordingVisitor();
            ProtocolReadResult result = ProtocolReader.Dispatch(bytes.AsSpan(0, (int)(Next(ref state) % (ulong)(bytes.Length + 1))), ref visitor);
            Assert.That(visitor.Count, Is.EqualTo(result == ProtocolReadResult.Ok ? 1 : 0));
            results[(int)result]++;
        }

        Assert.That(results, Is.All.GreaterThan(0));
    }

    private static void AssertNothingRead(byte[] wire, ProtocolReadResult expected)
    {
        var visitor = new RecordingVisitor();
        Assert.That(ProtocolReader.Dispatch(wire, ref visitor), Is.EqualTo(expected));
        Assert.That(visitor.Count, Is.Zero);
    }

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }
}
