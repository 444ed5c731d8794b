using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <summary>One resting order.</summary>
internal struct BookOrder
{
    /// <summary>The venue's id.</summary>
    public ulong Id;

    /// <summary>Beneficial owner; 0 = none.</summary>
    public long Owner;

    /// <summary>Price of the level that it rests at; 0 in a midpoint book.</summary>
    public long PriceNanos;

    /// <summary>Worst price that it accepts; in a midpoint book it differs from the level.</summary>
    public long LimitNanos;

    /// <summary>Shares left.</summary>
    public long Quantity;

    /// <summary>Whose it is, for the market's own books (see <see cref="OrderTag"/>).</summary>
    public int Tag;

    /// <summary>Neighbour ahead in the queue; −1 = none.</summary>
    public int Previous;

    /// <summary>Neighbour behind in the queue, or next free slot; −1 = none.</summary>
    public int Next;

    /// <summary>Side.</summary>
    public Side Side;
}
