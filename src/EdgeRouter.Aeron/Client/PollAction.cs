namespace EdgeRouter.Aeron.Client;

/// <summary>How a controlled poll goes on after a fragment.</summary>
public enum PollAction
{
    /// <summary>Go on.</summary>
    Continue,

    /// <summary>Stop, as if this fragment had not been read: it comes again.</summary>
    Abort,

    /// <summary>Stop after this fragment.</summary>
    Break,

    /// <summary>Tell the sender at once that everything up to this fragment was read, and go on.</summary>
    Commit,
}
