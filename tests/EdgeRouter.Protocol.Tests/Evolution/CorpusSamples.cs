using System.Text.Json.Nodes;
using EdgeRouter.Core.Domain;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>What a corpus is recorded from: every message with ordinary values, with nothing that may be left out, and at the bounds of its fields.</summary>
internal static partial class CorpusSamples
{
    private static readonly MessageEnvelope Usual = new() { Sequence = 4_711, TimeNs = 1_767_364_200_123_456_789, InputCount = 98_765, SourceId = 2 };
    private static readonly MessageEnvelope First = new() { Sequence = 1 };
    private static readonly MessageEnvelope Last = new() { Sequence = ulong.MaxValue, TimeNs = long.MinValue, InputCount = ulong.MaxValue - 1, SourceId = ushort.MaxValue, Flags = 0x8001, LinkSequence = uint.MaxValue };

    public static IReadOnlyList<CorpusMessage> All() =>
    [
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), SessionUsual, SessionBare, SessionBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), SummaryUsual, default, SummaryBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), ParentUsual, ParentBare, ParentBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), OutcomeUsual, OutcomeBare, OutcomeBounds),
        .. Three((t, e, v) => ProtocolWriter.WriteParentCancel(t, e, v), (e, v) => MessageContent.OfParentCancel(e, v), new ParentOrderId(1_042), default, new ParentOrderId(long.MinValue)),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), ChildUsual, ChildBare, ChildBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), ReplaceUsual, default, ReplaceBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), ReplacedUsual, default, ReplacedBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), DoubtUsual, default, DoubtBounds),
        .. Three(WriteConfiguration, DescribeConfiguration, ConfigurationUsual, ConfigurationBare, ConfigurationBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v.Datagram), (e, v) => MessageContent.OfPacket(e, v.Datagram), PacketUsual, PacketBare, PacketBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), CancelUsual, default, CancelBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), ReportUsual, default, ReportBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), MarkUsual, MarkBare, MarkBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), DecisionUsual(), DecisionBare(), DecisionBounds()),
        .. Three(WriteScores, DescribeScores, ScoresUsual, ScoresBare, ScoresBounds),
        .. Three((t, e, v) => ProtocolWriter.WriteTimer(t, e, v), (e, v) => MessageContent.OfTimer(e, v), 1_767_364_200_000_000_000, 0, long.MinValue),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), ControlUsual, default, ControlBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), AlertUsual, default, AlertBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), QuestionUsual, default, QuestionBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), HelloUsual, default, HelloBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), StatusUsual, default, StatusBounds),
        .. Three(WriteLinkData, DescribeLinkData, LinkDataUsual, LinkDataBare, LinkDataBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), RefusedUsual, default, RefusedBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), AdvanceUsual, default, AdvanceBounds),
        .. Three((t, e, v) => ProtocolWriter.Write(t, e, v), (e, v) => MessageContent.Of(e, v), AdvancedUsual, default, AdvancedBounds),
    ];

    private static CorpusMessage[] Three<T>(Func<byte[], MessageEnvelope, T, int> write, Func<MessageEnvelope, T, JsonObject> describe, T usual, T bare, T bounds)
    {
        CorpusMessage One(string name, MessageEnvelope envelope, T value)
        {
            byte[] target = new byte[1 << 16];
            int length = write(target, envelope, value);
            Assert.That(length, Is.Positive, "the message must fit");
            return new CorpusMessage(name, target[..length], describe(envelope, value));
        }

        return [One("ordinary", Usual, usual), One("bare", First, bare), One("bounds", Last, bounds)];
    }
}
