namespace EdgeRouter.Simulation.Events;

/// <summary>Names of the independent streams and keys; a new one goes to the end.</summary>
internal static class DrawStream
{
    public const ulong Price = 1;
    public const ulong Taker = 2;
    public const ulong PickOff = 3;
    public const ulong LevelSize = 4;
    public const ulong AtTouch = 5;
    public const ulong MakerLag = 6;
    public const ulong Replenish = 7;
    public const ulong HiddenSpell = 8;
    public const ulong HiddenSize = 9;
    public const ulong HiddenReplenish = 10;
    public const ulong Leak = 11;
    public const ulong Fade = 12;
    public const ulong ChildLatency = 13;
    public const ulong Toxic = 14;
    public const ulong TapeRoute = 15;
    public const ulong Bust = 40;
    public const ulong AuctionEnd = 41;
    public const ulong Resident = 42;
    public const ulong FeedLatency = 43;
    public const ulong MakerDisplay = 44;
    public const ulong News = 64;
    public const ulong Volatility = 65;
    public const ulong Drift = 66;
    public const ulong Hawkes = 67;
    public const ulong Metaorder = 68;
    public const ulong Momentum = 69;
    public const ulong Informed = 70;
    public const ulong MetaorderRest = 71;
    public const ulong MainSide = 72;
    public const ulong TakerVenue = 73;
    public const ulong Race = 74;
    public const ulong Crowd = 75;
    public const ulong Vanish = 76;
    public const ulong NaturalShare = 77;

    // Of the feed lines, which are no part of the market: a range of their own.
    public const ulong FeedLine = 96;
}
