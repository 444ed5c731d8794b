namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>A field of a block, or a member of a composite.</summary>
public sealed class ModelField
{
    public required string Name { get; init; }

    public required ModelType Type { get; init; }

    public int Since { get; init; }

    /// <summary>Attributes that change nothing on the wire: description, semantic type, deprecation.</summary>
    public string Remarks { get; init; } = string.Empty;

    /// <summary>Presence that field and type together mean.</summary>
    public required Presence Presence { get; init; }

    /// <summary>Whether the field element itself states the presence.</summary>
    public bool IsPresenceStated { get; init; }

    /// <summary>Whether a composite names the type by a ref element instead of holding it.</summary>
    public bool IsReference { get; init; }

    /// <summary>Enum value that a constant field is, as "Enum.Value".</summary>
    public string? ValueRef { get; init; }

    /// <summary>Bytes from the start of the block or composite; the same in every version.</summary>
    public int Offset { get; init; }

    public bool IsOffsetStated { get; init; }

    public bool IsConstant => Presence == Presence.Constant;

    public int EndAt(int version) => IsConstant || Since > version ? 0 : Offset + Type.SizeAt(version);
}
