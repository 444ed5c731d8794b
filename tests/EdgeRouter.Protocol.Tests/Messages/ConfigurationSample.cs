using EdgeRouter.Protocol.Messages;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>A configuration as a value that can be compared.</summary>
internal sealed record ConfigurationSample(long TimeNs, Orders.ConfigurationKind Kind, ulong Version, string ContentHex)
{
    public byte[] Content => Convert.FromHexString(ContentHex);

    public static ConfigurationSample From(in MessageEnvelope envelope, Orders.ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) =>
        new(envelope.TimeNs, kind, version, Convert.ToHexString(content));
}
