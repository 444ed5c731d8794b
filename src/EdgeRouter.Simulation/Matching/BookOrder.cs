using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <summary>One resting order.</summary>
internal struct BookOrder
{
    /// <summary>The venue's id on the feed; 0 = not displayed on a displayed venue.</summary>
    public ulong Id;

    /// <summary>Beneficial owner; 0 = none.</summary>
    public long Owner;

    /// <summary>Price of the level that it rests at; 0 in the book of a venue that displays nothing.</summary>
    public long PriceNanos;

    /// <summary>Worst price that it accepts; differs from the level for pegs and where nothing is displayed.</summary>
    public long LimitNanos;

    /// <summary>Shares that stand in the queue: all of them, or what an iceberg shows.</summary>
    public long Quantity;

    /// <summary>Shares of an iceberg behind what it shows.</summary>
    public long Reserve;

    /// <summary>What an iceberg shows when it shows anew.</summary>
    public long DisplayQuantity;

    /// <summary>Smallest execution that it accepts, shares; 0 = any.</summary>
    public long Minimum;

    /// <summary>Scratch of one allocation, shares.</summary>
    public long Allocation;

    /// <summary>Whose it is, for the market's own books (see <see cref="OrderTag"/>).</summary>
    public int Tag;

    /// <summary>The conditional order that it waits for until a window ends; 0 = none.</summary>
    public int HeldFor;

    /// <summary>Neighbour ahead in the queue; −1 = none.</summary>
    public int Previous;

    /// <summary>Neighbour behind in the queue, or next free slot; −1 = none.</summary>
    public int Next;

    /// <summary>Side.</summary>
    public Side Side;

    /// <summary>What it follows.</summary>
    public PegKind Peg;

    /// <summary>Whether a displayed venue shows nothing of it.</summary>
    public bool IsHidden;

    /// <summary>Whether it stands at the midpoint in an auction.</summary>
    public bool IsAtMidpoint;

    /// <summary>Whether it ends with the next uncross of an auction.</summary>
    public bool EndsAtUncross;

    /// <summary>All its shares.</summary>
    public readonly long Total => Quantity + Reserve;
}
