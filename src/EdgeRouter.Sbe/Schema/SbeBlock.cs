namespace EdgeRouter.Sbe.Schema;

/// <summary>What a message and a group entry have alike: a block of fields, then groups, then variable-length data.</summary>
public abstract class SbeBlock
{
    /// <summary>Creates the block.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="id">Template id of a message, field id of a group.</param>
    /// <param name="facts">Description and versions.</param>
    protected SbeBlock(string name, int id, SbeFacts facts)
    {
        Name = name;
        Id = id;
        Facts = facts;
    }

    /// <summary>Name in the schema.</summary>
    public string Name { get; }

    /// <summary>Template id of a message, field id of a group.</summary>
    public int Id { get; }

    /// <summary>Description, versions and place.</summary>
    public SbeFacts Facts { get; }

    /// <summary>Bytes of the fixed block, padding included.</summary>
    public int BlockLength { get; internal set; }

    /// <summary>Fields in schema order.</summary>
    public List<SbeField> Fields { get; } = new();

    /// <summary>Groups in wire order, behind the block.</summary>
    public List<SbeGroup> Groups { get; } = new();

    /// <summary>Variable-length data in wire order, behind the groups.</summary>
    public List<SbeData> Data { get; } = new();

    /// <summary>Shortest block that holds every field of a version: with less, a message of that version is malformed.</summary>
    /// <param name="version">The sender's version.</param>
    public int RequiredLength(int version) => Fields.Select(field => field.EndAt(version)).DefaultIfEmpty(0).Max();

    /// <summary>Whether nothing follows the fixed block.</summary>
    public bool IsFixed => Groups.Count == 0 && Data.Count == 0;
}
