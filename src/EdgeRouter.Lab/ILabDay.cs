using EdgeRouter.Core.Feeds;

namespace EdgeRouter.Lab;

/// <summary>A day that a router can be run over: a simulated one, or a captured feed.</summary>
public interface ILabDay
{
    /// <summary>Draws what is random in the run: parents, exploration.</summary>
    ulong Seed { get; }

    /// <summary>Number of the day, 0 or above; parent ids start at it times 10,000,000.</summary>
    int Day { get; }

    /// <summary>What answers the orders, for every report of the run: <c>simulation</c>, <c>calibrated simulation</c> or <c>queue model</c>.</summary>
    string MarketKind { get; }

    /// <summary>Opens the day's market at its begin.</summary>
    /// <typeparam name="TProtocol">Protocol of the day's feeds.</typeparam>
    LabScene Open<TProtocol>()
        where TProtocol : struct, IFeedProtocol;
}
