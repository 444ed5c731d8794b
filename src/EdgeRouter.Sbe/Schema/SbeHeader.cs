namespace EdgeRouter.Sbe.Schema;

/// <summary>Where the message header holds the numbers that decide how to read a message. A number that the header lacks is the schema's own.</summary>
public sealed class SbeHeader
{
    /// <summary>Creates the header.</summary>
    /// <param name="composite">The composite that the schema names.</param>
    public SbeHeader(SbeComposite composite)
    {
        Composite = composite;
    }

    /// <summary>The composite that the schema names.</summary>
    public SbeComposite Composite { get; }

    /// <summary>Slot of the block length; null: every message has its schema's.</summary>
    public SbeSlot? BlockLength { get; set; }

    /// <summary>Slot of the template id; null: messages cannot be told apart by their header.</summary>
    public SbeSlot? TemplateId { get; set; }

    /// <summary>Slot of the schema id, or null.</summary>
    public SbeSlot? SchemaId { get; set; }

    /// <summary>Slot of the version, or null.</summary>
    public SbeSlot? Version { get; set; }

    /// <summary>Slot of the number of groups (SBE 2.0 and some 1.0 schemas), or null.</summary>
    public SbeSlot? NumGroups { get; set; }

    /// <summary>Slot of the number of variable-length data fields (SBE 2.0), or null.</summary>
    public SbeSlot? NumVarDataFields { get; set; }

    /// <summary>Bytes of the header.</summary>
    public int EncodedLength => Composite.EncodedLength;
}
