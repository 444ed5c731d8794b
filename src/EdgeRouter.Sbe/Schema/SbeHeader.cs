namespace EdgeRouter.Sbe.Schema;

/// <summary>Where the message header holds the four numbers that decide how to read a message.</summary>
public sealed class SbeHeader
{
    /// <summary>Creates the header.</summary>
    /// <param name="composite">The composite that the schema names.</param>
    /// <param name="blockLength">Slot of the block length.</param>
    /// <param name="templateId">Slot of the template id.</param>
    /// <param name="schemaId">Slot of the schema id, or null where the header has none.</param>
    /// <param name="version">Slot of the version, or null where the header has none.</param>
    public SbeHeader(SbeComposite composite, SbeSlot blockLength, SbeSlot templateId, SbeSlot? schemaId, SbeSlot? version)
    {
        Composite = composite;
        BlockLength = blockLength;
        TemplateId = templateId;
        SchemaId = schemaId;
        Version = version;
    }

    /// <summary>The composite that the schema names.</summary>
    public SbeComposite Composite { get; }

    /// <summary>Slot of the block length.</summary>
    public SbeSlot BlockLength { get; }

    /// <summary>Slot of the template id.</summary>
    public SbeSlot TemplateId { get; }

    /// <summary>Slot of the schema id, or null.</summary>
    public SbeSlot? SchemaId { get; }

    /// <summary>Slot of the version, or null.</summary>
    public SbeSlot? Version { get; }

    /// <summary>Bytes of the header.</summary>
    public int EncodedLength => Composite.EncodedLength;
}
