namespace EdgeRouter.Sbe.Schema;

/// <summary>A fixed sequence of members.</summary>
public sealed class SbeComposite : SbeType
{
    /// <summary>Creates the composite.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="facts">Description and versions.</param>
    /// <param name="members">Members in wire order, offsets from the composite's first byte.</param>
    /// <param name="encodedLength">Bytes on the wire.</param>
    public SbeComposite(string name, SbeFacts facts, IReadOnlyList<SbeField> members, int encodedLength)
        : base(name, facts)
    {
        Members = members;
        EncodedLength = encodedLength;
        LatestVersion = members.Select(member => Math.Max(member.Facts.SinceVersion, (member.Type as SbeComposite)?.LatestVersion ?? 0)).DefaultIfEmpty(0).Max();
        ExpandedCount = members.Sum(member => 1 + ((member.Type as SbeComposite)?.ExpandedCount ?? 0));
        Depth = 1 + members.Select(member => (member.Type as SbeComposite)?.Depth ?? 0).DefaultIfEmpty(0).Max();
        HasVariableLength = members.Any(member => IsVariable(member.Type));
    }

    /// <summary>Members, with those of the composites inside it.</summary>
    public int ExpandedCount { get; }

    /// <summary>Composites on the way to the innermost, this one included.</summary>
    public int Depth { get; }

    /// <summary>Whether a member is the payload of variable-length data: such a composite can be used for data only.</summary>
    public bool HasVariableLength { get; }

    /// <summary>First version that has every member.</summary>
    public int LatestVersion { get; }

    /// <summary>Members in wire order, offsets from the composite's first byte.</summary>
    public IReadOnlyList<SbeField> Members { get; }

    /// <inheritdoc/>
    public override int EncodedLength { get; }

    /// <summary>Whether this is a decimal: an integer of any name, then a power of ten called exponent, encoded or constant.</summary>
    public bool IsDecimal => Members.Count == 2 && IsInteger(Members[0]) && IsInteger(Members[1])
        && Members[1].Name.Equals("exponent", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds a member by name.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <returns>The member, or null.</returns>
    public SbeField? Find(string name) => Members.FirstOrDefault(member => member.Name == name);

    private static bool IsInteger(SbeField member) =>
        member.Type is SbeScalar { IsArray: false } scalar && !scalar.Primitive.IsReal() && scalar.Primitive != SbePrimitive.Char;

    private static bool IsVariable(SbeType type) =>
        type is SbeScalar { Length: 0, Presence: not SbePresence.Constant } or SbeComposite { HasVariableLength: true };

    /// <summary>First byte behind the members that a version of the schema has.</summary>
    /// <param name="version">The sender's version.</param>
    /// <returns>0 where it has none.</returns>
    internal int EndAt(int version)
    {
        int end = 0;
        for (int i = 0; i < Members.Count; i++)
        {
            end = Math.Max(end, Members[i].EndAt(version));
        }

        return end;
    }
}
