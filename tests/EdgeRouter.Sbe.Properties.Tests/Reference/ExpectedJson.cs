using System.Globalization;
using System.Numerics;
using System.Text;
using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Reference;

/// <summary>What a reader of one version should show of a writer of another.</summary>
public sealed class ExpectedJson(ModelSchema schema, int writer, int reader)
{
    private const int DecimalDigitsMax = 28;

    public Expected Message(ModelBlock message, BlockValue value, int trailingBytes)
    {
        List<KeyValuePair<string, Expected>> members =
        [
            new("message", new Expected.Text(message.Name)),
            new("templateId", new Expected.Number(message.Id)),
            new("version", new Expected.Number(schema.Header.Find("version") == null ? reader : writer)),
        ];
        AddBlock(members, message, value);
        if (trailingBytes > 0)
        {
            members.Add(new("trailingBytes", new Expected.Number(trailingBytes)));
        }

        return new Expected.Object(members);
    }

    private void AddBlock(List<KeyValuePair<string, Expected>> members, ModelBlock block, BlockValue value)
    {
        for (int index = 0; index < block.Fields.Count; index++)
        {
            AddField(members, block.Fields[index], value.Fields[index], isUnset: false);
        }

        for (int index = 0; index < block.Groups.Count; index++)
        {
            ModelGroup group = block.Groups[index];
            if (IsThere(group.Since))
            {
                members.Add(new(group.Name, new Expected.List([.. value.Groups[index].Select(entry => Entry(group, entry))])));
            }
        }

        for (int index = 0; index < block.Data.Count; index++)
        {
            ModelData data = block.Data[index];
            if (IsThere(data.Since))
            {
                members.Add(new(data.Name, new Expected.Text(data.Type.IsText ? Text(value.Data[index]) : Convert.ToHexString(value.Data[index]))));
            }
        }
    }

    private bool IsThere(int since) => since <= writer && since <= reader;

    private Expected.Object Entry(ModelGroup group, BlockValue value)
    {
        List<KeyValuePair<string, Expected>> members = [];
        AddBlock(members, group, value);
        return new Expected.Object(members);
    }

    private void AddField(List<KeyValuePair<string, Expected>> members, ModelField field, FieldValue? value, bool isUnset)
    {
        if (field.Since <= reader)
        {
            members.Add(new(field.Name, Field(field, value, isUnset)));
        }
    }

    private Expected Field(ModelField field, FieldValue? value, bool isUnset)
    {
        if (field.IsConstant)
        {
            return Constant(field);
        }

        if (field.Since > writer)
        {
            return new Expected.Null();
        }

        FieldValue known = value ?? Unset.Fill(field);
        return field.Type switch
        {
            ScalarType type => Scalar(type, known, field.Presence == Presence.Optional),
            EnumType type => Enum(type, ((FieldValue.Number)known).Value.Integer),
            SetType type => Set(type, (ulong)((FieldValue.Number)known).Value.Integer),
            CompositeType type => Composite(type, (FieldValue.Composite)known, isUnset || value == null),
            _ => throw new InvalidOperationException(field.Name),
        };
    }

    private static Expected Constant(ModelField field)
    {
        ScalarType? scalar = field.Type as ScalarType;
        string? name = field.ValueRef ?? scalar?.ValueRef;
        if (name != null)
        {
            return new Expected.Text(name.Substring(name.IndexOf('.') + 1));
        }

        return scalar!.ConstantNumber == null ? new Expected.Text(scalar.ConstantText!) : Number(scalar.Wire, scalar.ConstantNumber.Value);
    }

    private static Expected Scalar(ScalarType type, FieldValue value, bool isOptional)
    {
        if (type.IsText)
        {
            return new Expected.Text(Text(value is FieldValue.Bytes text ? text.Values : [(byte)((FieldValue.Number)value).Value.Integer]));
        }

        if (value is FieldValue.Number number)
        {
            return Element(type, number.Value, isOptional);
        }

        IEnumerable<Scalar> elements = value is FieldValue.Bytes bytes
            ? bytes.Values.Concat(new byte[type.Length - bytes.Values.Length]).Select(one => Model.Scalar.Of(type.Wire == Wire.Int8 ? (decimal)(sbyte)one : one))
            : ((FieldValue.Numbers)value).Values;
        return new Expected.List([.. elements.Select(element => Element(type, element, isOptional))]);
    }

    private static Expected Element(ScalarType type, Scalar value, bool isOptional) =>
        isOptional && value.Bits(type.Wire) == type.Null.Bits(type.Wire) ? new Expected.Null() : Number(type.Wire, value);

    private static Expected Number(Wire wire, Scalar value)
    {
        if (!value.IsReal)
        {
            return new Expected.Number(value.Integer);
        }

        return double.IsFinite(value.Real) ? new Expected.Real(value.Real, wire == Wire.Float) : new Expected.Null();
    }

    private Expected Enum(EnumType type, decimal value)
    {
        NamedValue? known = type.Values.FirstOrDefault(one => one.Since <= reader && one.Value == value);
        return known != null ? new Expected.Text(known.Name) : value == type.Null.Integer ? new Expected.Null() : new Expected.Number(value);
    }

    private Expected.List Set(SetType type, ulong bits)
    {
        IEnumerable<int> set = Enumerable.Range(0, 8 * type.Wire.Size()).Where(bit => (bits >> bit & 1) != 0);
        return new Expected.List([.. set.Select(bit => (Expected)new Expected.Text(
            type.Choices.FirstOrDefault(choice => choice.Since <= reader && choice.Value == bit)?.Name ?? bit.ToString(CultureInfo.InvariantCulture)))]);
    }

    private Expected Composite(CompositeType type, FieldValue.Composite value, bool isUnset)
    {
        if (type.IsDecimal)
        {
            return Decimal(type, value);
        }

        List<KeyValuePair<string, Expected>> members = [];
        for (int index = 0; index < type.Members.Count; index++)
        {
            AddField(members, type.Members[index], value.Members[index], isUnset);
        }

        return new Expected.Object(members);
    }

    private static Expected Decimal(CompositeType type, FieldValue.Composite value)
    {
        decimal? mantissa = Part(type.Members[0], value.Members[0]);
        decimal? exponent = Part(type.Members[1], value.Members[1]);
        if (mantissa == null || exponent == null || Math.Abs(exponent.Value) > DecimalDigitsMax)
        {
            return new Expected.Null();
        }

        int power = (int)exponent.Value;
        if (power >= 0)
        {
            BigInteger scaled = (BigInteger)mantissa.Value * BigInteger.Pow(10, power);
            return BigInteger.Abs(scaled) <= (BigInteger)decimal.MaxValue ? new Expected.Number((decimal)scaled) : new Expected.Null();
        }

        int[] words = decimal.GetBits(Math.Abs(mantissa.Value));
        return new Expected.Number(new decimal(words[0], words[1], words[2], mantissa < 0, (byte)-power));
    }

    private static decimal? Part(ModelField member, FieldValue? value)
    {
        ScalarType type = (ScalarType)member.Type;
        if (member.IsConstant)
        {
            return type.ConstantNumber!.Value.Integer;
        }

        decimal number = ((FieldValue.Number)(value ?? Unset.Fill(member))).Value.Integer;
        return member.Presence == Presence.Optional && number == type.Null.Integer ? null : number;
    }

    private static string Text(byte[] bytes)
    {
        int end = Array.IndexOf(bytes, (byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]).TrimEnd(' ');
    }
}
