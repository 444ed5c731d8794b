using System.Globalization;
using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Makes enums, sets and composites.</summary>
public sealed class TypeMaker(Choices choices, Ages ages, TypePool pool)
{
    private static readonly Wire[] EnumWires = [Wire.Char, Wire.UInt8, Wire.Int8, Wire.UInt16, Wire.Int32, Wire.Int16, Wire.UInt32, Wire.Int64, Wire.UInt64];
    private static readonly Wire[] SetWires = [Wire.UInt8, Wire.UInt16, Wire.UInt32, Wire.UInt64];
    private static readonly Wire[] Mantissas = [Wire.Int64, Wire.Int32, Wire.UInt64, Wire.UInt32, Wire.Int16, Wire.Int8, Wire.UInt16, Wire.UInt8];
    private static readonly Wire[] Exponents = [Wire.Int8, Wire.Int16, Wire.Int32, Wire.UInt8];

    /// <summary>Fills the pool.</summary>
    public void MakeAll()
    {
        Repeat(1 + choices.Next(4), (name, since) => ScalarMaker.Make(choices, name, since));
        Repeat(choices.Next(3), (name, since) => MakeEncoding(name, since));
        Repeat(1 + choices.Next(3), (name, since) => MakeEnum(name, since));
        Repeat(choices.Next(3), (name, since) => MakeSet(name, since));
        Repeat(choices.Next(3), (name, since) => ScalarMaker.MakeConstant(choices, pool, name, since));
        Repeat(choices.Next(2), (name, since) => MakeDecimal(name, since));
        Repeat(choices.Next(4), (name, since) => MakeComposite(name, since, depth: 0));
    }

    private void Repeat(int count, Func<string, int, ModelType> make)
    {
        for (int index = 0; index < count; index++)
        {
            pool.All.Add(make(NameMaker.Take(choices, pool.Names), ages.Since(choices)));
        }
    }

    private ScalarType MakeEncoding(string name, int since)
    {
        Wire wire = choices.Pick(EnumWires);
        Scalar? stated = wire != Wire.Char && choices.Chance(40) ? ValueMaker.Finite(choices, wire) : null;
        return new ScalarType { Name = name, Since = since, Wire = wire, StatedNull = stated, StatedNullText = stated?.ToString() ?? string.Empty, Presence = choices.Chance(30) ? Presence.Optional : Presence.Required };
    }

    private EnumType MakeEnum(string name, int since)
    {
        // Values outside the limits that a type states would be an error of the schema.
        IReadOnlyList<ScalarType> named = pool.Of<ScalarType>(
            since,
            type => type is { Length: 1, Min: null, Max: null } && type.Presence != Presence.Constant && EnumWires.Contains(type.Wire));
        ScalarType encoding = named.Count > 0 && choices.Chance(40) ? choices.Pick(named) : ScalarMaker.BuiltIn(choices.Pick(EnumWires));
        Scalar? stated = encoding.Wire != Wire.Char && choices.Chance(20) ? ValueMaker.Finite(choices, encoding.Wire) : null;
        HashSet<string> names = [];
        List<NamedValue> values = [];
        for (int index = choices.Next(6); index >= 0; index--)
        {
            decimal value = encoding.Wire == Wire.Char ? 32 + choices.Next(90) : ValueMaker.Finite(choices, encoding.Wire).Integer;
            if (values.All(other => other.Value != value))
            {
                values.Add(new NamedValue(NameMaker.Take(choices, names, name), value, EnumText(encoding.Wire, value), ages.Since(choices)));
            }
        }

        return new EnumType { Name = name, Since = since, Presence = encoding.Presence, EncodingName = encoding.Name, Wire = encoding.Wire, Null = stated ?? encoding.Null, StatedNull = stated, Values = values };
    }

    private string EnumText(Wire wire, decimal value) =>
        wire == Wire.Char ? ((char)value).ToString() : choices.Chance(15) ? $" {value.ToString(CultureInfo.InvariantCulture)}\n" : value.ToString(CultureInfo.InvariantCulture);

    private SetType MakeSet(string name, int since)
    {
        IReadOnlyList<ScalarType> named = pool.Of<ScalarType>(since, type => type.Length == 1 && type.Presence != Presence.Constant && SetWires.Contains(type.Wire));
        ScalarType encoding = named.Count > 0 && choices.Chance(40) ? choices.Pick(named) : ScalarMaker.BuiltIn(choices.Pick(SetWires));
        HashSet<string> names = [];
        List<NamedValue> bits = [];
        for (int index = choices.Next(5); index >= 0; index--)
        {
            decimal bit = choices.Next(8 * encoding.Wire.Size());
            if (bits.All(other => other.Value != bit))
            {
                bits.Add(new NamedValue(NameMaker.Take(choices, names, name), bit, bit.ToString(CultureInfo.InvariantCulture), ages.Since(choices)));
            }
        }

        return new SetType { Name = name, Since = since, Presence = encoding.Presence, EncodingName = encoding.Name, Wire = encoding.Wire, Choices = bits };
    }

    private CompositeType MakeDecimal(string name, int since)
    {
        Wire exponentWire = choices.Pick(Exponents);
        int power = choices.Next(12) - (exponentWire == Wire.UInt8 ? 0 : 9);
        bool isConstant = choices.Chance(60);
        Wire mantissaWire = choices.Pick(Mantissas);
        Scalar? stated = choices.Chance(20) ? ValueMaker.Finite(choices, mantissaWire) : null;
        ScalarType mantissa = new() { Name = choices.Chance(10) ? "Mantissa" : "mantissa", Wire = mantissaWire, Presence = choices.Chance(50) ? Presence.Optional : Presence.Required, StatedNull = stated, StatedNullText = stated?.ToString() ?? string.Empty };
        ScalarType exponent = new()
        {
            Name = "exponent",
            Wire = exponentWire,
            Presence = isConstant ? Presence.Constant : choices.Chance(20) ? Presence.Optional : Presence.Required,
            ConstantText = isConstant ? power.ToString(CultureInfo.InvariantCulture) : null,
            ConstantNumber = isConstant ? Scalar.Of((decimal)power) : null,
        };
        List<ModelField> members = [];
        Add(members, mantissa.Name, mantissa, mantissa.Presence, 0);
        Add(members, exponent.Name, exponent, exponent.Presence, 0);
        return new CompositeType { Name = name, Since = since, Members = members, IsDecimal = true };
    }

    private CompositeType MakeComposite(string name, int since, int depth)
    {
        HashSet<string> names = [];
        List<ModelField> members = [];
        Add(members, NameMaker.Take(choices, names, name), ScalarMaker.BuiltIn(choices), Presence.Required, 0);
        foreach (int memberSince in ages.SinceEach(choices, choices.Next(5)))
        {
            AddMember(members, NameMaker.Take(choices, names, name), Math.Max(since, memberSince), memberSince, depth);
        }

        return new CompositeType { Name = name, Since = since, Members = members };
    }

    private void AddMember(List<ModelField> members, string name, int typeSince, int since, int depth)
    {
        IReadOnlyList<ModelType> known = pool.Of<ModelType>(typeSince);
        int kind = choices.Next(10);
        if (kind < 3 && known.Count > 0)
        {
            ModelType type = choices.Pick(known);
            Presence presence = type is not ScalarType && choices.Chance(20) ? Presence.Optional : type.Presence;
            Add(members, name, type, presence, since, isReference: true);
            return;
        }

        if (kind == 9 && pool.EnumValues(typeSince) is { Count: > 0 } values)
        {
            (EnumType type, NamedValue value) = choices.Pick(values);
            Add(members, name, type, Presence.Constant, since, isReference: true, $"{type.Name}.{value.Name}");
            return;
        }

        ModelType inner = kind switch
        {
            3 => MakeEnum(name, 0),
            4 => MakeSet(name, 0),
            5 when depth < 2 => MakeComposite(name, 0, depth + 1),
            6 => ScalarMaker.MakeConstant(choices, pool, name, 0),
            _ => ScalarMaker.Make(choices, name, 0),
        };
        Add(members, name, inner, inner.Presence, since);
    }

    private void Add(List<ModelField> members, string name, ModelType type, Presence presence, int since, bool isReference = false, string? valueRef = null)
    {
        (int offset, bool isStated) = FieldPlacer.Place(choices, ages, members, since, presence == Presence.Constant);
        ScalarType? builtIn = type is ScalarType { IsBuiltIn: true } scalar ? scalar : null;
        members.Add(new ModelField
        {
            Name = name,
            Type = builtIn == null ? type : new ScalarType { Name = name, Wire = builtIn.Wire },
            Since = since,
            Presence = presence,
            IsPresenceStated = isReference && presence != type.Presence,
            IsReference = isReference,
            ValueRef = valueRef,
            Offset = offset,
            IsOffsetStated = isStated,
            Remarks = NameMaker.Remarks(choices),
        });
    }
}
