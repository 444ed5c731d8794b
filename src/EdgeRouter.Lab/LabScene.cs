using EdgeRouter.Core.Domain;
using EdgeRouter.Engine;

namespace EdgeRouter.Lab;

/// <summary>What a router meets on a day.</summary>
/// <param name="Market">Answers its orders; disposed with the run where it needs that.</param>
/// <param name="Universe">Instruments and venues.</param>
/// <param name="Feeds">One a venue, in id order.</param>
public sealed record LabScene(IAnsweringMarket Market, Universe Universe, IReadOnlyList<VenueFeed> Feeds);
