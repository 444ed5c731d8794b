using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Counts what random schemas have in them.</summary>
public sealed class Coverage
{
    private readonly Dictionary<string, int> _counts = [];

    public IReadOnlyDictionary<string, int> Counts => _counts;

    public void Add(ModelSchema schema)
    {
        Count(schema.IsBigEndian ? "big-endian" : "little-endian");
        Count($"header of {schema.Header.Length} bytes");
        Count("header without version", schema.Header.Find("version") == null);
        Count("header without block length", schema.Header.Find("blockLength") == null);
        Count("header of another name", schema.Header.Name != ModelHeader.DefaultName);
        Count($"template id {schema.Header.Find("templateId")!.Wire}");
        Count("schema id 0", schema.Id == 0);
        Count("version above 255", schema.LastVersion > 255);
        Count("several versions", schema.LastVersion > schema.FirstVersion);
        schema.Types.ToList().ForEach(AddType);
        foreach (ModelBlock message in schema.Messages)
        {
            Count("message without fields", message.Fields.Count + message.Groups.Count + message.Data.Count == 0);
            AddBlock(schema, message, 0);
        }
    }

    private void AddBlock(ModelSchema schema, ModelBlock block, int depth)
    {
        string kind = depth == 0 ? "message" : "group";
        Count($"padding of a {kind}", block.PaddingBytes > 0);
        Count($"groups nested to {depth}", depth > 0);
        AddFields(block.Fields, kind, block.Name);
        foreach (ModelData data in block.Data)
        {
            Count($"data of a {kind}");
            Count($"data {data.Type.Length.Wire} {data.Type.Payload}");
            Count("data as UTF-8", data.Type.CharacterEncoding == "UTF-8");
            Count("data of a later version", data.Since > 0);
        }

        foreach (ModelGroup group in block.Groups)
        {
            HeaderSlot count = group.Dimension.Slot("numInGroup");
            Count($"dimension {group.Dimension.Slot("blockLength").Wire} {count.Wire} at {count.Offset}");
            Count("default dimension", group.Dimension.Name == ModelDimension.DefaultName);
            Count("group of a later version", group.Since > 0);
            AddBlock(schema, group, depth + 1);
        }

        bool isMixable = schema.Header.TellsVersions && schema.LastVersion > schema.FirstVersion;
        Count("newer groups or data that an older reader skips", isMixable && depth == 0 && block.IsReadableBy(schema.FirstVersion, schema.LastVersion, isMessage: true)
            && (block.Groups.Any(group => group.Since > 0) || block.Data.Any(data => data.Since > 0)));
    }

    private void AddFields(IReadOnlyList<ModelField> fields, string owner, string ownerName)
    {
        int end = 0;
        foreach (ModelField field in fields)
        {
            Count($"gap in a {owner}", !field.IsConstant && field.Offset > end);
            end = Math.Max(end, field.EndAt(int.MaxValue));
            Count($"field of a later version in a {owner}", field.Since > 0);
            Count($"{field.Presence} {Kind(field.Type)} in a {owner}");
            Count("field that names an enum's value", field.ValueRef != null && field.Type is ScalarType);
            Count("name of the enclosing type", field.Name == ownerName);
            Count("keyword", field.Name is "class" or "int" or "event" or "namespace");
            Count("ref", field.IsReference);
            AddScalar(field.Type as ScalarType, field);
        }

        Count("names that differ in case only", fields.DistinctBy(field => field.Name.ToUpperInvariant()).Count() < fields.Count);
    }

    private void AddScalar(ScalarType? type, ModelField field)
    {
        if (type == null)
        {
            return;
        }

        Count("primitive used directly", type.IsBuiltIn);
        Count("UTF-8 text", type.CharacterEncoding == "UTF-8");
        Count($"array of {type.Wire}", type is { Length: > 1, Presence: not Presence.Constant });
        Count($"{type.Wire}, null {(type.StatedNull == null ? "by default" : "stated")}", field.Presence == Presence.Optional);
        Count("null stated on a required field", field.Presence == Presence.Required && type.StatedNull != null);
        Count("constant that names an enum's value", type.ValueRef != null);
        Count("constant character", type is { Presence: Presence.Constant, Wire: Wire.Char, ConstantText.Length: 1 });
        Count("constant text", type is { Presence: Presence.Constant, Wire: Wire.Char, ConstantText.Length: > 1 });
        Count("constant integer", type.ConstantNumber is { IsReal: false });
        Count("constant real", type.ConstantNumber is { IsReal: true });
    }

    private void AddType(ModelType type)
    {
        Count("type of a later version", type.Since > 0);
        switch (type)
        {
            case EnumType named:
                Count($"enum {named.Wire}");
                Count("enum of a named type", named.EncodingName != named.Wire.XmlName());
                Count("negative enum value", named.Values.Any(value => value.Value < 0));
                Count("space as an enum value", named.Values.Any(value => value.Text == " "));
                Count("enum value of a later version", named.Values.Any(value => value.Since > 0));
                break;
            case SetType named:
                Count($"set {named.Wire}");
                Count("set of a named type", named.EncodingName != named.Wire.XmlName());
                Count("choice of a later version", named.Choices.Any(choice => choice.Since > 0));
                break;
            case CompositeType composite:
                Count("decimal, constant exponent", composite is { IsDecimal: true, Members: [_, { IsConstant: true }] });
                Count("decimal, encoded exponent", composite is { IsDecimal: true, Members: [_, { IsConstant: false }] });
                AddFields(composite.Members, "composite", composite.Name);
                break;
        }
    }

    private static string Kind(ModelType type) => type is ScalarType scalar ? scalar.Length > 1 ? "array" : "scalar" : type.GetType().Name.Replace("Type", string.Empty, StringComparison.Ordinal);

    private void Count(string what, bool isThere = true) => _counts[what] = _counts.GetValueOrDefault(what) + (isThere ? 1 : 0);
}
