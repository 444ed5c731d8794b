namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>A type of a modelled schema.</summary>
public abstract class ModelType
{
    public required string Name { get; init; }

    /// <summary>First version that has the type; 0: from the beginning.</summary>
    public int Since { get; init; }

    /// <summary>Whether the name is a primitive's, so that no type element is written.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>Presence of fields of the type that state none: an enum's or a set's is that of its encoding type.</summary>
    public Presence Presence { get; init; }

    /// <summary>Bytes on the wire of a version of the schema.</summary>
    public abstract int SizeAt(int version);
}
