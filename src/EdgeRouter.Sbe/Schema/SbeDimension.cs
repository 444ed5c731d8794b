namespace EdgeRouter.Sbe.Schema;

/// <summary>A group's header: block length and number of entries.</summary>
public sealed class SbeDimension
{
    /// <summary>Creates the header.</summary>
    /// <param name="composite">The composite that the schema names.</param>
    /// <param name="blockLength">Slot of the block length.</param>
    /// <param name="numInGroup">Slot of the number of entries.</param>
    public SbeDimension(SbeComposite composite, SbeSlot blockLength, SbeSlot numInGroup)
    {
        Composite = composite;
        BlockLength = blockLength;
        NumInGroup = numInGroup;
    }

    /// <summary>The composite that the schema names.</summary>
    public SbeComposite Composite { get; }

    /// <summary>Slot of the block length.</summary>
    public SbeSlot BlockLength { get; }

    /// <summary>Slot of the number of entries.</summary>
    public SbeSlot NumInGroup { get; }

    /// <summary>Slot of the number of groups in an entry (SBE 2.0), or null.</summary>
    public SbeSlot? NumGroups { get; set; }

    /// <summary>Slot of the number of variable-length data fields in an entry (SBE 2.0), or null.</summary>
    public SbeSlot? NumVarDataFields { get; set; }

    /// <summary>Bytes of the header.</summary>
    public int EncodedLength => Composite.EncodedLength;
}
