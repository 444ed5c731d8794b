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

    public SbeFacts Facts => Group?.Facts ?? Data!.Facts;

    /// <summary>Field that holds where the part ends, in bytes from the block's first.</summary>
    public string End => EndField(Index);

    /// <summary>Expression for where the part starts.</summary>
    public string Start => Index == 0 ? "_blockLength" : EndField(Index - 1);

    public static string EndField(int index) => "_end" + CSharpType.Text(index);

    public static Part[] Of(SbeBlock block, NameScope scope)
    {
        IEnumerable<Part> groups = block.Groups.Select((group, index) => new Part(index, group, null, scope));
        IEnumerable<Part> data = block.Data.Select((data, index) => new Part(block.Groups.Count + index, null, data, scope));
        return groups.Concat(data).ToArray();
    }
}
