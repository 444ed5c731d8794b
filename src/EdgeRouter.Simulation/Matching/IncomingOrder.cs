using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <summary>An order as it reaches a matching engine.</summary>
internal readonly record struct IncomingOrder
{
    /// <summary>Buy or Sell.</summary>
    public required Side Side { get; init; }

    /// <summary>Shares, above zero.</summary>
    public required long Quantity { get; init; }

    /// <summary>Worst price; <see cref="long.MaxValue"/> and <see cref="long.MinValue"/> for none.</summary>
    public required long LimitNanos { get; init; }

    /// <summary>Beneficial owner; 0 = none.</summary>
    public long Owner { get; init; }

    /// <summary>Whose (see <see cref="OrderTag"/>).</summary>
    public int Tag { get; init; }

    /// <summary>Whether what is left rests.</summary>
    public bool Rests { get; init; }

    /// <summary>Whether it trades whole or not at all.</summary>
    public bool IsAllOrNothing { get; init; }

    /// <summary>What it shows while it rests on a displayed venue, shares; 0 = all.</summary>
    public long DisplayQuantity { get; init; }

    /// <summary>Whether it shows nothing while it rests on a displayed venue.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Least that it accepts, shares; 0 = any. Displayed venues: of all that it trades at once; others: of each execution.</summary>
    public long Minimum { get; init; }

    /// <summary>What it follows on a displayed venue, and that it stands at the midpoint in an auction.</summary>
    public PegKind Peg { get; init; }

    /// <summary>The conditional order that it answers for, whose held interest it gets first; 0 = none.</summary>
    public int FirmUpOf { get; init; }
}
