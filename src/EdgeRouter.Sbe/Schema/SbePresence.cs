namespace EdgeRouter.Sbe.Schema;

/// <summary>Whether a field takes room on the wire and may be absent.</summary>
public enum SbePresence
{
    /// <summary>Always there.</summary>
    Required,

    /// <summary>There, with a value that means absent.</summary>
    Optional,

    /// <summary>Takes no bytes: the schema holds the value.</summary>
    Constant,
}
