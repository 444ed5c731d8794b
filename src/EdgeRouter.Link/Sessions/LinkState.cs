namespace EdgeRouter.Link.Sessions;

/// <summary>How a link stands, as seen from one end.</summary>
public enum LinkState : byte
{
    /// <summary>The other end has not been heard of, or nobody listens there.</summary>
    Connecting,

    /// <summary>The other end is there and gets what it has missed.</summary>
    Replaying,

    /// <summary>All is well.</summary>
    Up,

    /// <summary>The other end confirms late: no new parents should be taken. Everything still crosses.</summary>
    Slow,

    /// <summary>The other end is silent, confirms far too late, or was refused: no new child orders.</summary>
    Down,
}
