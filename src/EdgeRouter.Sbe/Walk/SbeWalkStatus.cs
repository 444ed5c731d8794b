namespace EdgeRouter.Sbe.Walk;

/// <summary>How a walk ended.</summary>
public enum SbeWalkStatus
{
    /// <summary>Every part that the schema knows was met.</summary>
    Complete,

    /// <summary>Fewer bytes than a message header.</summary>
    ShortHeader,

    /// <summary>The header names another schema.</summary>
    OtherSchema,

    /// <summary>The schema has no such template.</summary>
    UnknownTemplate,

    /// <summary>The message ends inside its fixed block.</summary>
    ShortBlock,

    /// <summary>A group's header is cut, or claims more than the message holds.</summary>
    ImpossibleGroup,

    /// <summary>A data field's length is cut, or claims more than the message holds.</summary>
    ImpossibleData,
}
