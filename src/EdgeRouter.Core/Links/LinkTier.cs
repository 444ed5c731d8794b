namespace EdgeRouter.Core.Links;

/// <summary>What stands at one end of a link. Values reach the wire: they must only ever grow.</summary>
public enum LinkTier : byte
{
    /// <summary>Not said.</summary>
    None = 0,

    /// <summary>A router: decides.</summary>
    Router = 1,

    /// <summary>A gateway: holds the venues' sessions.</summary>
    Gateway = 2,

    /// <summary>A recorder: keeps a copy of a journal.</summary>
    Recorder = 3,
}
