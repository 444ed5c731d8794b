namespace EdgeRouter.Core.Reference;

/// <summary>Part of a trading day. Values reach disk: they must only ever grow.</summary>
public enum TradingSession : byte
{
    /// <summary>No trading.</summary>
    Closed = 0,

    /// <summary>Before the opening.</summary>
    Pre = 1,

    /// <summary>The main session.</summary>
    Regular = 2,

    /// <summary>After the close.</summary>
    Post = 3,
}
