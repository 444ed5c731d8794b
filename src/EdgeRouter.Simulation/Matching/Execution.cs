using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <summary>One fill between a resting and an incoming order; in an auction between a seller (resting) and a buyer.</summary>
/// <param name="RestingTag">Whose order rested.</param>
/// <param name="RestingLeaves">What it has left, reserve included.</param>
/// <param name="TakerTag">Whose order came in.</param>
/// <param name="TakerSide">Its side.</param>
/// <param name="Quantity">Shares.</param>
/// <param name="PriceNanos">Price, nanos of currency.</param>
/// <param name="TradeId">The venue's number of the trade.</param>
/// <param name="TakerLeaves">What the incoming order has left.</param>
internal readonly record struct Execution(
    int RestingTag,
    long RestingLeaves,
    int TakerTag,
    Side TakerSide,
    long Quantity,
    long PriceNanos,
    ulong TradeId,
    long TakerLeaves);
