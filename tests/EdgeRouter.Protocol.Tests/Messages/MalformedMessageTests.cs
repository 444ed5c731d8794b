using System.Buffers.Binary;
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

    [TestCase(109, 42, Description = "rows shorter than their schema")]
    [TestCase(111, 200, Description = "more rows than bytes")]
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
