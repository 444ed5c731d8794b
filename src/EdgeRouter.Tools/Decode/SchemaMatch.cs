namespace EdgeRouter.Tools.Decode;

/// <summary>What the schemas say to a message's header.</summary>
public enum SchemaMatch
{
    /// <summary>A schema knows the message.</summary>
    Known,

    /// <summary>A schema has its id, none has its template.</summary>
    UnknownTemplate,

    /// <summary>No schema has its id.</summary>
    UnknownSchema,

    /// <summary>The message is shorter than a header.</summary>
    ShortHeader,
}
