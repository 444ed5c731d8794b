using EdgeRouter.Aeron.Counters;
using EdgeRouter.Core.Links;
using EdgeRouter.Link.Metrics;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>What the value of a counter means, where it is a code and no amount.</summary>
public static class CounterMeaning
{
    private const string LinkLabel = "link ";

    /// <summary>Whether a counter is a figure of one end of a link between tiers.</summary>
    /// <param name="counter">The counter.</param>
    public static bool IsOfLink(CounterInfo counter) =>
        Enum.IsDefined((LinkMetric)counter.TypeId) && counter.Label.StartsWith(LinkLabel, StringComparison.Ordinal);

    /// <summary>The meaning in words; null of amounts, and of codes that are not known.</summary>
    /// <param name="counter">The counter.</param>
    public static string? Of(CounterInfo counter) => counter.TypeId switch
    {
        CounterKind.SendChannelStatus or CounterKind.ReceiveChannelStatus or CounterKind.LocalSocketAddress => Channel(counter.Value),
        (int)LinkMetric.State when IsOfLink(counter) => Name((LinkState)(byte)counter.Value, counter.Value),
        (int)LinkMetric.Refusal when IsOfLink(counter) => Name((LinkRefusal)(byte)counter.Value, counter.Value),
        _ => null,
    };

    private static string? Channel(long status) => status switch
    {
        0 => "initialising",
        1 => "active",
        2 => "closing",
        -1 => "errored",
        _ => null,
    };

    private static string? Name<TCode>(TCode code, long value)
        where TCode : struct, Enum => value is >= 0 and <= byte.MaxValue && Enum.IsDefined(code) ? code.ToString() : null;
}
