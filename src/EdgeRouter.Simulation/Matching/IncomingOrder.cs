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
}
