using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Books;

/// <summary>A price-level (L2) update of one side.</summary>
/// <param name="SecurityId">The venue's own number of the instrument.</param>
/// <param name="Side">Side of the book.</param>
/// <param name="Action">What to do.</param>
/// <param name="Level">1 = best.</param>
/// <param name="Price">Price of the level.</param>
/// <param name="Quantity">Shares or contracts shown.</param>
/// <param name="OrderCount">Orders at the level; 0 where the venue does not say.</param>
/// <param name="ReportSequence">The instrument's own update number; 0 where the venue has none.</param>
/// <param name="EventTimeNs">The venue's time of the event, ns since the Unix epoch.</param>
public readonly record struct LevelUpdate(
    long SecurityId,
    Side Side,
    BookAction Action,
    int Level,
    Price Price,
    long Quantity,
    int OrderCount,
    uint ReportSequence,
    long EventTimeNs);
