using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Reference;

/// <summary>What stands on the wire for an optional field that is not set: null values all the way down.</summary>
public static class Unset
{
    public static FieldValue Fill(ModelField field) => field.Type switch
    {
        ScalarType { Length: > 1 } type when type.Wire.Size() == 1 => new FieldValue.Bytes([.. Enumerable.Repeat((byte)type.Null.Bits(type.Wire), type.Length)]),
        ScalarType { Length: > 1 } type => new FieldValue.Numbers([.. Enumerable.Repeat(type.Null, type.Length)]),
        ScalarType type => new FieldValue.Number(type.Null),
        EnumType type => new FieldValue.Number(type.Null),
        CompositeType type => new FieldValue.Composite(new FieldValue?[type.Members.Count]),
        _ => new FieldValue.Number(Scalar.Of(0m)),
    };
}
