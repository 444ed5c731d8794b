namespace EdgeRouter.MarketData.Feeds;

/// <summary>Which lines of a feed are listened to.</summary>
public enum LineSelection : byte
{
    /// <summary>Both, arbitrated.</summary>
    Both = 0,

    /// <summary>Line A alone.</summary>
    A = 1,

    /// <summary>Line B alone.</summary>
    B = 2,
}
