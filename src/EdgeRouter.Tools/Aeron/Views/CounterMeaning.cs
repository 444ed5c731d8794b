using System.Globalization;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Core.Links;
using EdgeRouter.Link.Metrics;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>What the value of a counter means, where it is a code and no amount.</summary>
public static class CounterMeaning
{
    private const string LinkLabel = "link ";
    private const long TimeMsEnd = 7_258_118_400_000; // The year 2200: what is later is no time.

    /// <summary>Whether a counter is a figure of one end of a link between tiers.</summary>
    /// <param name="counter">The counter.</param>
    public static bool IsOfLink(CounterInfo counter) =>
        Enum.IsDefined((LinkMetric)counter.TypeId) && counter.Label.StartsWith(LinkLabel, StringComparison.Ordinal);

    /// <summary>The meaning in words; null of amounts, and of codes that are not known.</summary>
    /// <param name="counter">The counter.</param>
    public static string? Of(CounterInfo counter) => counter.TypeId switch
    {
        CounterKind.SendChannelStatus or CounterKind.ReceiveChannelStatus or CounterKind.LocalSocketAddress => Channel(counter.Value),
        CounterKind.ClientHeartbeat => Time(counter.Value),
        CounterKind.System when counter.Id is (int)SystemCounter.AeronVersion or (int)SystemCounter.ControlProtocolVersion => Version(counter.Value),
        (int)LinkMetric.LastHeardMs when IsOfLink(counter) => Time(counter.Value),
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

    private static string? Time(long timeMs) =>
        timeMs is > 0 and < TimeMsEnd ? DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : null;

    private static string? Version(long packed) => packed is > 0 and <= int.MaxValue ? PackedVersion.Of((int)packed) : null;

    private static string? Name<TCode>(TCode code, long value)
        where TCode : struct, Enum => value is >= 0 and <= byte.MaxValue && Enum.IsDefined(code) ? code.ToString() : null;
}
