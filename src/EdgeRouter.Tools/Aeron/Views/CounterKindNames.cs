using System.Globalization;
using EdgeRouter.Aeron.Counters;

namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>Types of counters as people call them.</summary>
public static class CounterKindNames
{
    /// <summary>A type's name; the number alone of those that are not known here.</summary>
    /// <param name="typeId">The type: <see cref="CounterKind"/>.</param>
    public static string Of(int typeId) => typeId switch
    {
        CounterKind.System => "system",
        CounterKind.PublisherLimit => "pub-lmt",
        CounterKind.SenderPosition => "snd-pos",
        CounterKind.ReceiverHighWater => "rcv-hwm",
        CounterKind.SubscriberPosition => "sub-pos",
        CounterKind.ReceiverPosition => "rcv-pos",
        CounterKind.SendChannelStatus => "snd-channel",
        CounterKind.ReceiveChannelStatus => "rcv-channel",
        CounterKind.SenderLimit => "snd-lmt",
        CounterKind.PerImage => "per-image",
        CounterKind.ClientHeartbeat => "client-heartbeat",
        CounterKind.PublisherPosition => "pub-pos",
        CounterKind.SenderBackPressure => "snd-bpe",
        CounterKind.LocalSocketAddress => "local-address",
        CounterKind.SenderNaks => "naks-received",
        CounterKind.ReceiverNaks => "naks-sent",
        _ => typeId.ToString(CultureInfo.InvariantCulture),
    };
}
