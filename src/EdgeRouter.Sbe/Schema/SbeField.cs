namespace EdgeRouter.Sbe.Schema;

/// <summary>A fixed-offset field of a message, group or composite.</summary>
public sealed class SbeField
{
    /// <summary>Creates the field.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="id">Field id; 0 for composite members.</param>
    /// <param name="type">Its type.</param>
    /// <param name="offset">Bytes from the start of the block or composite.</param>
    /// <param name="presence">Presence after field and type have both been heard.</param>
    /// <param name="facts">Description and versions.</param>
    public SbeField(string name, int id, SbeType type, int offset, SbePresence presence, SbeFacts facts)
    {
        Name = name;
        Id = id;
        Type = type;
        Offset = offset;
        Presence = presence;
        Facts = facts;
    }

    /// <summary>Name in the schema.</summary>
    public string Name { get; }

    /// <summary>Field id; 0 for composite members.</summary>
    public int Id { get; }

    /// <summary>Its type.</summary>
    public SbeType Type { get; }

    /// <summary>Bytes from the start of the block or composite.</summary>
    public int Offset { get; }

    /// <summary>Presence after field and type have both been heard.</summary>
    public SbePresence Presence { get; }

    /// <summary>Description, versions and place.</summary>
    public SbeFacts Facts { get; }

    /// <summary>The enum value that a constant field is, or null.</summary>
    public SbeEnumValue? ConstantValue { get; set; }

    /// <summary>Bytes on the wire; 0 for constants.</summary>
    public int EncodedLength => Presence == SbePresence.Constant ? 0 : Type.EncodedLength;

    /// <summary>First byte behind the field.</summary>
    public int End => Offset + EncodedLength;

    /// <summary>First byte behind what a version of the schema has of the field: a composite's later members do not count.</summary>
    /// <param name="version">The sender's version.</param>
    /// <returns>0 where the version does not have the field or it takes no bytes.</returns>
    public int EndAt(int version)
    {
        if (EncodedLength == 0 || Facts.SinceVersion > version)
        {
            return 0;
        }

        return Type is SbeComposite composite && composite.LatestVersion > version
            ? Offset + composite.EndAt(version)
            : End;
    }
}
