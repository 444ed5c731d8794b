namespace EdgeRouter.Sbe.Schema;

/// <summary>A type of a schema: scalar or array, enum, set or composite.</summary>
public abstract class SbeType
{
    /// <summary>Creates the common part.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="facts">Description and versions.</param>
    protected SbeType(string name, SbeFacts facts)
    {
        Name = name;
        Facts = facts;
    }

    /// <summary>Name in the schema.</summary>
    public string Name { get; }

    /// <summary>Description, versions and place.</summary>
    public SbeFacts Facts { get; }

    /// <summary>Presence that the type states; a field may state its own.</summary>
    public SbePresence Presence { get; internal set; }

    /// <summary>Bytes on the wire; 0 for constants.</summary>
    public abstract int EncodedLength { get; }
}
