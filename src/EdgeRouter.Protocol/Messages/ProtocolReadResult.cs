namespace EdgeRouter.Protocol.Messages;

/// <summary>What reading a message came to.</summary>
public enum ProtocolReadResult
{
    /// <summary>Read and handed on.</summary>
    Ok,

    /// <summary>Another schema, or a template that this build does not know: to be counted and skipped.</summary>
    Unknown,

    /// <summary>The bytes cannot hold what they claim: to be counted; nothing was handed on.</summary>
    Malformed,
}
