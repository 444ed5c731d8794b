using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Schemas;

/// <summary>Lays a message out, line by line: fields with the members of their composites, then groups with what is in them, then data.</summary>
public static class SchemaRows
{
    /// <summary>The lines of a message or group entry.</summary>
    /// <param name="block">The message or group.</param>
    /// <returns>In wire order.</returns>
    public static IEnumerable<SchemaRow> Of(SbeBlock block) => Block(block, 0);

    /// <summary>Finds a message by its template id, else by its name, else by its name in other cases of letters.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="wanted">Id or name.</param>
    /// <returns>The message, or null.</returns>
    public static SbeMessage? FindMessage(SbeSchema schema, string wanted) =>
        (int.TryParse(wanted, out int id) ? schema.FindMessage(id) : null)
        ?? schema.Messages.FirstOrDefault(message => message.Name == wanted)
        ?? schema.Messages.FirstOrDefault(message => message.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<SchemaRow> Block(SbeBlock block, int depth) => block.Fields.SelectMany(field => Field(field, 0, depth))
        .Concat(block.Groups.SelectMany(group => Block(group, depth + 1).Prepend(Group(group, depth))))
        .Concat(block.Data.Select(data => Data(data, depth)));

    private static IEnumerable<SchemaRow> Field(SbeField field, int start, int depth)
    {
        bool isConstant = field.Presence == SbePresence.Constant;
        yield return new SchemaRow(
            depth,
            field.Name,
            field.Id,
            isConstant ? null : start + field.Offset,
            field.EncodedLength,
            SchemaText.Type(field),
            field.Presence.ToString().ToLowerInvariant(),
            field.Facts.SinceVersion,
            field.Facts.Deprecated,
            SchemaText.Value(field));
        IReadOnlyList<SbeField> members = !isConstant && field.Type is SbeComposite composite ? composite.Members : [];
        foreach (SchemaRow member in members.SelectMany(member => Field(member, start + field.Offset, depth + 1)))
        {
            yield return member;
        }
    }

    private static SchemaRow Group(SbeGroup group, int depth) => new(
        depth,
        group.Name,
        group.Id,
        null,
        group.BlockLength,
        $"group, {SchemaText.Header(group.Dimension.Composite)}",
        string.Empty,
        group.Facts.SinceVersion,
        group.Facts.Deprecated,
        string.Empty);

    private static SchemaRow Data(SbeData data, int depth) =>
        new(depth, data.Name, data.Id, null, null, $"data, {SchemaText.Type(data)}", string.Empty, data.Facts.SinceVersion, data.Facts.Deprecated, string.Empty);
}
