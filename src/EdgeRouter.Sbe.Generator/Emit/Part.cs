using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>A group or a data field behind a block, with its C# names.</summary>
internal sealed class Part
{
    private Part(int index, SbeGroup? group, SbeData? data, NameScope scope)
    {
        Index = index;
        Group = group;
        Data = data;
        string name = Names.Pascal(group?.Name ?? data!.Name);
        Property = scope.Take(name, group == null ? "Data" : "Entries");
        GroupType = group == null ? string.Empty : scope.Take(name + "Group", "Type");
        EntryType = group == null ? string.Empty : scope.Take(name + "Entry", "Type");
    }

    /// <summary>Place behind the block, 0-based.</summary>
    public int Index { get; }

    /// <summary>The group, or null.</summary>
    public SbeGroup? Group { get; }

    /// <summary>The data field, or null.</summary>
    public SbeData? Data { get; }

    public string Property { get; }

    public string GroupType { get; }

    public string EntryType { get; }

    /// <summary>First version that has the part.</summary>
    public int SinceVersion => (Group?.Facts ?? Data!.Facts).SinceVersion;

    /// <summary>Field that holds where the part ends, in bytes from the block's first.</summary>
    public string End => EndField(Index);

    /// <summary>Field that holds the length of the group's blocks.</summary>
    public string BlockLength => "_blockLength" + CSharpType.Text(Index);

    /// <summary>Field that holds how many entries the group has.</summary>
    public string Count => "_count" + CSharpType.Text(Index);

    /// <summary>Bytes in front of the entries or the payload.</summary>
    public int HeaderLength => Group?.Dimension.EncodedLength ?? Data!.HeaderLength;

    /// <summary>What is known of the part once it is found: where it ends and, of a group, its header's numbers. Kept, so that no number is read twice.</summary>
    public IEnumerable<string> State => Group == null ? new[] { End } : new[] { End, BlockLength, Count };

    /// <summary>Expression for where the part starts.</summary>
    public string Start => Index == 0 ? "_blockLength" : EndField(Index - 1);

    /// <summary>Every name that parts use for their state.</summary>
    public static IEnumerable<string> StateNames(int count) =>
        Enumerable.Range(0, count).SelectMany(index => new[] { EndField(index), "_blockLength" + CSharpType.Text(index), "_count" + CSharpType.Text(index) });

    public static Part[] Of(SbeBlock block, NameScope scope)
    {
        IEnumerable<Part> groups = block.Groups.Select((group, index) => new Part(index, group, null, scope));
        IEnumerable<Part> data = block.Data.Select((data, index) => new Part(block.Groups.Count + index, null, data, scope));
        return groups.Concat(data).ToArray();
    }

    private static string EndField(int index) => "_end" + CSharpType.Text(index);
}
