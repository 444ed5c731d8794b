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
    public const ulong News = 32;
    public const ulong Volatility = 33;
    public const ulong Drift = 34;
    public const ulong Hawkes = 35;
    public const ulong Metaorder = 36;
    public const ulong Momentum = 37;
    public const ulong Informed = 38;
    public const ulong MetaorderRest = 39;
    public const ulong MainSide = 40;
    public const ulong TakerVenue = 41;
    public const ulong Race = 42;
    public const ulong Crowd = 43;
    public const ulong Vanish = 44;
    public const ulong NaturalShare = 45;
}
