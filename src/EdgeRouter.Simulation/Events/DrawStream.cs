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

    // Of the feed lines, which are no part of the market: a range of their own.
    public const ulong FeedLine = 64;
}
