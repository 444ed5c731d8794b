using System.Text.Json.Nodes;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Protocol.Tests.Messages;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <content>Replaces, doubts, configurations, packets.</content>
internal static partial class CorpusSamples
{
    private static readonly ParentReplace ReplaceUsual = new()
    {
        ParentId = new ParentOrderId(1_042),
        ReplaceId = 3,
        Quantity = 12_000,
        LimitPrice = new Price(101_260_000_000),
        MinimumQuantity = 100,
        ExpireTimeNs = 1_767_387_600_000_000_000,
        UrgencyPercent = 80,
        TimeNs = 1_767_364_201_000_000_000,
    };

    private static readonly ParentReplace ReplaceBounds = new()
    {
        ParentId = new ParentOrderId(long.MinValue),
        ReplaceId = long.MaxValue,
        Quantity = long.MaxValue,
        LimitPrice = new Price(long.MinValue),
        MinimumQuantity = long.MinValue,
        ExpireTimeNs = long.MaxValue,
        UrgencyPercent = byte.MaxValue,
        TimeNs = long.MinValue,
    };

    private static readonly ParentReplaceOutcome ReplacedUsual = new()
    {
        ParentId = new ParentOrderId(1_042),
        ReplaceId = 3,
        Quantity = 12_000,
        LimitPrice = new Price(101_260_000_000),
        TimeNs = 1_767_364_201_000_001_000,
    };

    private static readonly ParentReplaceOutcome ReplacedBounds = new()
    {
        ParentId = new ParentOrderId(long.MaxValue),
        ReplaceId = long.MinValue,
        RejectReason = Orders.RejectReason.LinkDown,
        Quantity = long.MinValue,
        LimitPrice = new Price(long.MaxValue),
        TimeNs = long.MaxValue,
    };

    private static readonly ChildDoubt DoubtUsual = new() { ChildId = new ChildOrderId(88_001), TimeNs = 1_767_364_203_000_000_000 };

    private static readonly ChildDoubt DoubtBounds = new() { ChildId = new ChildOrderId(long.MinValue), TimeNs = long.MaxValue };

    // The time of a configuration is its envelope's.
    private static readonly ConfigurationSample ConfigurationUsual = new(0, Orders.ConfigurationKind.RiskLimits, 20_260_102, "7B226D6178223A317D");

    private static readonly ConfigurationSample ConfigurationBare = new(0, Orders.ConfigurationKind.Setup, 0, string.Empty);

    private static readonly ConfigurationSample ConfigurationBounds = new(0, Orders.ConfigurationKind.FillEstimates, ulong.MaxValue, LongHex);

    private static readonly PacketSample PacketUsual = new(1_767_364_200_123_456_000, 0xE000_1FC1, 0x0A01_0203, 14_310, 50_000, "0100000000000000FF");

    private static readonly PacketSample PacketBare = new(0, 0, 0, 0, 0, string.Empty);

    private static readonly PacketSample PacketBounds = new(long.MinValue, uint.MaxValue, uint.MaxValue, ushort.MaxValue, ushort.MaxValue, LongHex);

    // 1,472 bytes: the most that an unfragmented datagram of Ethernet carries.
    private static string LongHex => Convert.ToHexString([.. Enumerable.Range(0, 1_472).Select(i => (byte)(i * 7))]);

    private static int WriteConfiguration(byte[] target, MessageEnvelope envelope, ConfigurationSample v) =>
        ProtocolWriter.WriteConfiguration(target, envelope, v.Kind, v.Version, v.Content);

    private static JsonObject DescribeConfiguration(MessageEnvelope envelope, ConfigurationSample v) =>
        MessageContent.OfConfiguration(envelope, v.Kind, v.Version, v.Content);
}
