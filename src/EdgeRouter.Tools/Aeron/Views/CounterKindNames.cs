using System.Globalization;
using EdgeRouter.Aeron.Counters;

namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>Types of counters as people call them.</summary>
public static class CounterKindNames
{
    private const string Link = "link";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enumerable.Range(0, CounterKind.FirstOfApplications).Select(Of).Where(name => !char.IsAsciiDigit(name[0])), Link];

    /// <summary>A counter's type: that of a link's end by its label too, since applications share the numbers from 1000 on.</summary>
    /// <param name="counter">The counter.</param>
    public static string Of(CounterInfo counter) => CounterMeaning.IsOfLink(counter) ? Link : Of(counter.TypeId);

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
        15 => "resolver-neighbours",
        16 => "resolver-entries",
        17 => "fc-receivers",
        18 => "destinations",
        CounterKind.SenderNaks => "naks-received",
        CounterKind.ReceiverNaks => "naks-sent",
        _ => typeId.ToString(CultureInfo.InvariantCulture),
    };
}
