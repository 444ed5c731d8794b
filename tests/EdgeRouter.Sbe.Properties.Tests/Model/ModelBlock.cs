namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>A message or a group's entry.</summary>
public class ModelBlock
{
    public required string Name { get; init; }

    public required int Id { get; init; }

    public int Since { get; init; }

    public required IReadOnlyList<ModelField> Fields { get; init; }

    public required IReadOnlyList<ModelGroup> Groups { get; init; }

    public required IReadOnlyList<ModelData> Data { get; init; }

    /// <summary>Attributes that change nothing on the wire: description, semantic type, deprecation.</summary>
    public string Remarks { get; init; } = string.Empty;

    /// <summary>Bytes behind the last field that belong to the block.</summary>
    public int PaddingBytes { get; init; }

    public bool IsLengthStated { get; init; }

    public int BlockLengthAt(int version) => Layout.End(Fields, version) + PaddingBytes;

    /// <summary>Whether a reader of one version finds its way through what a later version's writer appended.</summary>
    public bool IsReadableBy(int reader, int writer, bool isMessage)
    {
        bool hasNewGroup = Groups.Any(group => group.Since > reader && group.Since <= writer);
        bool hasNewData = Data.Any(data => data.Since > reader && data.Since <= writer);
        bool hasOldData = Data.Any(data => data.Since <= reader);
        bool isAppended = isMessage ? !(hasNewGroup && hasOldData) : !hasNewGroup && !hasNewData;
        return isAppended && Groups.Where(group => group.Since <= reader).All(group => group.IsReadableBy(reader, writer, isMessage: false));
    }
}
