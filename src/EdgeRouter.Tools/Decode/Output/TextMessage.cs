using System.Text.Json;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Decode.Output;

/// <summary>Lays a message out: its fields in rows, each group as a table with a line an entry, what is nested in an entry under it.</summary>
internal sealed class TextMessage(TextStyle style, Action<string> write)
{
    private const int IndentStep = 2;

    /// <summary>Writes what a block holds.</summary>
    /// <param name="block">The block.</param>
    /// <param name="values">Its values as JSON.</param>
    /// <param name="indent">Spaces before each line.</param>
    /// <param name="skip">Properties before the first field.</param>
    public void Write(SbeBlock block, JsonElement values, int indent, int skip)
    {
        Parts parts = new(block, values, skip);
        foreach (string row in TextLine.Rows(style, parts.Fields.Concat(parts.Data), indent))
        {
            write(row);
        }

        WriteGroups(parts, indent);
    }

    private void WriteGroups(Parts parts, int indent)
    {
        foreach ((SbeGroup group, JsonElement entries) in parts.Groups)
        {
            write($"{new string(' ', indent)}{style.Faint($"{group.Name} ({entries.GetArrayLength()})")}");
            WriteEntries(group, entries, indent + IndentStep);
        }
    }

    private void WriteEntries(SbeGroup group, JsonElement entries, int indent)
    {
        List<Parts> parsed = [.. entries.EnumerateArray().Select(entry => new Parts(group, entry, 0))];
        string[] names = [.. group.Fields.Select(field => field.Name)];
        string[] dataNames = [.. parsed[0].Data.Select(cell => cell.Name)];
        TextTable table = new(style, names.Concat(dataNames), parsed.Select(entry => entry.Fields.Concat(entry.Data)), indent);

        // Data has columns of its own where every entry has the same and they fit.
        bool hasDataColumns = table.Fits && parsed.TrueForAll(entry => entry.Fields.Count == names.Length && entry.Data.Select(cell => cell.Name).SequenceEqual(dataNames));
        table = hasDataColumns ? table : new TextTable(style, names, parsed.Select(entry => entry.Fields), indent);
        if (table.Fits)
        {
            write(table.Head);
        }

        for (int index = 0; index < parsed.Count; index++)
        {
            foreach (string line in table.Fits ? [table.Line(index)] : WideEntry(parsed[index], index, indent))
            {
                write(line);
            }

            foreach (string row in TextLine.Rows(style, hasDataColumns ? [] : parsed[index].Data, indent + (2 * IndentStep)))
            {
                write(row);
            }

            WriteGroups(parsed[index], indent + (2 * IndentStep));
        }
    }

    private IEnumerable<string> WideEntry(Parts entry, int index, int indent)
    {
        string label = FormattableString.Invariant($"#{index + 1}");
        bool isFirst = true;
        foreach (string row in TextLine.Rows(style, entry.Fields, indent + 4))
        {
            yield return isFirst ? new string(' ', indent) + label.PadRight(4) + row[(indent + 4)..] : row;
            isFirst = false;
        }
    }

    /// <summary>The values of a block, told apart by the schema.</summary>
    private sealed class Parts
    {
        public Parts(SbeBlock block, JsonElement values, int skip)
        {
            foreach (JsonProperty property in values.EnumerateObject().Skip(skip))
            {
                if (Fields.Count < block.Fields.Count && property.Name == block.Fields[Fields.Count].Name)
                {
                    Fields.Add(Cell(property));
                }
                else if (property.Value.ValueKind == JsonValueKind.Array)
                {
                    AddGroup(block, property);
                }
                else
                {
                    AddData(block, property);
                }
            }
        }

        public List<TextCell> Fields { get; } = [];

        public List<TextCell> Data { get; } = [];

        public List<(SbeGroup Group, JsonElement Entries)> Groups { get; } = [];

        private static TextCell Cell(JsonProperty property) =>
            new(property.Name, TextValue.Of(property.Name, property.Value), TextValue.IsNumber(property.Value));

        private void AddGroup(SbeBlock block, JsonProperty property)
        {
            if (property.Value.GetArrayLength() == 0)
            {
                Data.Add(new TextCell(property.Name, "[]", IsNumber: false));
            }
            else if (block.Groups.Find(group => group.Name == property.Name) is { } known)
            {
                Groups.Add((known, property.Value));
            }
        }

        private void AddData(SbeBlock block, JsonProperty property)
        {
            SbeData? known = block.Data.Find(data => data.Name == property.Name);
            if (known != null && property.Value.ValueKind == JsonValueKind.String)
            {
                bool isText = known.Payload.Primitive == SbePrimitive.Char || known.Payload.CharacterEncoding.Length > 0;
                Data.Add(new TextCell(property.Name, TextValue.OfData(property.Value.GetString()!, isText), IsNumber: false));
            }
            else if (property.Name != "error")
            {
                Data.Add(Cell(property));
            }
        }
    }
}
