namespace EdgeRouter.Sbe.Schema;

/// <summary>The limits of a schema. They are far above every real schema, and keep time and memory bounded for files that nobody vouches for.</summary>
public static class SbeSchemaLimits
{
    /// <summary>Characters (and, in a file, bytes) of a schema with all that it includes. The biggest schema that an exchange publishes has 0.4 million.</summary>
    public const int TextLengthMax = 16 << 20;

    /// <summary>Nesting of XML elements. A field of the deepest legal group has 20.</summary>
    public const int XmlDepthMax = 64;

    /// <summary>XML elements of a schema with all that it includes. The biggest schema that an exchange publishes has 3,000.</summary>
    public const int ElementsMax = 250_000;

    /// <summary>Files that a schema may include, counted as often as they are included.</summary>
    public const int IncludesMax = 64;

    /// <summary>Letters of a name. The standard allows 64; the C# compiler refuses names of more than 511, and ours are put together of two.</summary>
    public const int NameLengthMax = 200;

    /// <summary>Nesting of composites.</summary>
    public const int TypeDepthMax = 16;

    /// <summary>Nesting of groups.</summary>
    public const int GroupDepthMax = 16;

    /// <summary>Members of a composite with those of the composites inside it.</summary>
    public const int CompositeMembersMax = 4_096;

    /// <summary>Fields of all messages of a schema, with the members of their composites.</summary>
    public const int FieldsMax = 250_000;

    /// <summary>Bytes of a block, composite or array. A block must also fit the number that its header has for it.</summary>
    public const int BlockBytesMax = 1 << 20;

    /// <summary>Elements in error after which a schema is given up.</summary>
    public const int ErrorsMax = 1_000;

    /// <summary>Notes of one id that are listed.</summary>
    public const int NotesMax = 20;
}
