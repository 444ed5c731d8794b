namespace EdgeRouter.Core.Domain;

/// <summary>What kind of market a venue runs (DESIGN §4). Values reach disk: they must only ever grow.</summary>
public enum VenueKind : byte
{
    /// <summary>Displayed book, maker-taker: takers pay.</summary>
    Lit = 0,

    /// <summary>Displayed book, taker-maker: takers are paid.</summary>
    Inverted = 1,

    /// <summary>Undisplayed book that trades at the midpoint of the national best bid and offer.</summary>
    Midpoint = 2,

    /// <summary>Periodic auction.</summary>
    Auction = 3,
}
