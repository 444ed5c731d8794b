using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Makes messages and groups.</summary>
public sealed class BlockMaker(Choices choices, Ages ages, TypePool pool, IReadOnlyList<ModelDimension> dimensions, IReadOnlyList<ModelDataType> dataTypes)
{
    private const int DepthMax = 3;
    private int _lastId;

    public ModelBlock MakeMessage(string name, int id, int longestBlock)
    {
        HashSet<string> names = [];
        List<ModelField> fields = MakeFields(names, name, 0, choices.Next(9), longestBlock);
        return new ModelBlock
        {
            Name = name,
            Id = id,
            Fields = fields,
            Groups = MakeGroups(names, name, 1, 0),
            Data = MakeData(names, name, 0),
            PaddingBytes = Padding(fields, longestBlock),
            IsLengthStated = choices.Chance(50),
            Remarks = NameMaker.Remarks(choices),
        };
    }

    private List<ModelField> MakeFields(HashSet<string> names, string enclosing, int blockSince, int count, int longestBlock)
    {
        List<ModelField> fields = [];
        foreach (int since in ages.SinceEach(choices, count))
        {
            ModelField field = MakeField(fields, NameMaker.Take(choices, names, enclosing), since > blockSince ? since : 0, Math.Max(since, blockSince));
            if (field.Offset + field.Type.SizeAt(ages.Last) <= longestBlock)
            {
                fields.Add(field);
            }
        }

        return fields;
    }

    private ModelField MakeField(List<ModelField> before, string name, int since, int typeSince)
    {
        IReadOnlyList<ModelType> known = pool.Of<ModelType>(typeSince);
        ModelType type = choices.Chance(30) || known.Count == 0 ? ScalarMaker.BuiltIn(choices) : choices.Pick(known);
        Presence presence = type.Presence;
        string? valueRef = null;
        bool isStated = presence != Presence.Constant && choices.Chance(30);
        if (isStated)
        {
            presence = Presence.Optional;
        }

        // A constant field of enum type, or of a number that names an enum's value.
        if (presence != Presence.Constant && type is EnumType or ScalarType { IsBuiltIn: true } && choices.Chance(15))
        {
            Wire wire = (type as EnumType)?.Wire ?? ((ScalarType)type).Wire;
            (EnumType Type, NamedValue Value)[] values = [.. pool.EnumValues(typeSince).Where(one => type is EnumType ? one.Type == type : one.Type.Wire == wire)];
            if (values.Length > 0)
            {
                (EnumType owner, NamedValue value) = choices.Pick(values);
                (presence, isStated, valueRef) = (Presence.Constant, true, $"{owner.Name}.{value.Name}");
            }
        }

        (int offset, bool isOffsetStated) = FieldPlacer.Place(choices, ages, before, since, presence == Presence.Constant);
        return new ModelField
        {
            Name = name,
            Type = type,
            Since = since,
            Presence = presence,
            IsPresenceStated = isStated,
            ValueRef = valueRef,
            Offset = offset,
            IsOffsetStated = isOffsetStated,
            Remarks = NameMaker.Remarks(choices),
        };
    }

    private List<ModelGroup> MakeGroups(HashSet<string> names, string enclosing, int depth, int blockSince)
    {
        int count = depth > DepthMax || !choices.Chance(60) ? 0 : 1 + choices.Next(depth == 1 ? 3 : 2);
        int[] sinces = ages.SinceEach(choices, count);
        return [.. sinces.Select(since => MakeGroup(NameMaker.Take(choices, names, enclosing), depth, Math.Max(since, blockSince), since > blockSince ? since : 0))];
    }

    private ModelGroup MakeGroup(string name, int depth, int effectiveSince, int since)
    {
        ModelDimension dimension = choices.Pick(dimensions);
        int longest = Longest(dimension.Slot("blockLength").Wire);
        HashSet<string> names = [];
        List<ModelField> fields = MakeFields(names, name, effectiveSince, choices.Next(6), longest);
        return new ModelGroup
        {
            Name = name,
            Id = ++_lastId,
            Since = since,
            Dimension = dimension,
            Fields = fields,
            Groups = MakeGroups(names, name, depth + 1, effectiveSince),
            Data = MakeData(names, name, effectiveSince),
            PaddingBytes = Padding(fields, longest),
            IsLengthStated = choices.Chance(50),
            Remarks = NameMaker.Remarks(choices),
        };
    }

    private List<ModelData> MakeData(HashSet<string> names, string enclosing, int blockSince)
    {
        int count = choices.Chance(40) ? 1 + choices.Next(2) : 0;
        int[] sinces = ages.SinceEach(choices, count);
        return [.. sinces.Select(since => new ModelData { Name = NameMaker.Take(choices, names, enclosing), Id = ++_lastId, Since = since > blockSince ? since : 0, Type = choices.Pick(dataTypes) })];
    }

    private int Padding(List<ModelField> fields, int longestBlock)
    {
        int room = longestBlock - Layout.End(fields, ages.Last);
        return choices.Chance(30) ? choices.Next(Math.Min(room, 20) + 1) : 0;
    }

    /// <summary>Longest block that a length slot can say; no test needs more than 2,000 bytes.</summary>
    public static int Longest(Wire wire) => (int)Math.Min(wire.High() - 1, 2_000);
}
