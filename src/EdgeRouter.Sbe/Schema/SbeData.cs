namespace EdgeRouter.Sbe.Schema;

/// <summary>Variable-length data: a length, then that many bytes.</summary>
public sealed class SbeData
{
    /// <summary>Creates the data field.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="id">Field id.</param>
    /// <param name="facts">Description and versions.</param>
    /// <param name="length">Slot of the length in bytes.</param>
    /// <param name="payload">Payload's type, with its character encoding.</param>
    /// <param name="headerLength">Bytes in front of the payload.</param>
    public SbeData(string name, int id, SbeFacts facts, SbeSlot length, SbeScalar payload, int headerLength)
    {
        Name = name;
        Id = id;
        Facts = facts;
        Length = length;
        Payload = payload;
        HeaderLength = headerLength;
    }

    /// <summary>Name in the schema.</summary>
    public string Name { get; }

    /// <summary>Field id.</summary>
    public int Id { get; }

    /// <summary>Description, versions and place.</summary>
    public SbeFacts Facts { get; }

    /// <summary>Slot of the length in bytes.</summary>
    public SbeSlot Length { get; }

    /// <summary>Payload's type, with its character encoding.</summary>
    public SbeScalar Payload { get; }

    /// <summary>Bytes in front of the payload.</summary>
    public int HeaderLength { get; }
}
