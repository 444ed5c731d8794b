using System.Text;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits constant fields, which take no bytes on the wire.</summary>
internal static class Constants
{
    public static void Emit(CodeWriter writer, SchemaModel model, Member member, string name)
    {
        writer.Summary(member.Field.Facts.Description, $"Constant {member.Field.Name}");
        SbeEnumValue? value = member.Field.ConstantValue;
        if (member.Type is SbeEnum type)
        {
            string number = CSharpType.Literal(type.Encoding.Primitive, value!.Value);
            writer.Line($"public const {model.Qualified(type)} {name} = ({model.Qualified(type)})({number});");
            return;
        }

        if (member.Type is not SbeScalar scalar)
        {
            return;
        }

        if (value == null && scalar.ConstantText != null)
        {
            writer.Line($"public static ReadOnlySpan<byte> {name} => {CSharpType.Bytes(Encoding.UTF8.GetBytes(scalar.ConstantText))};");
            return;
        }

        SbeNumber constant = value?.Value ?? scalar.ConstantValue ?? scalar.NullValue;
        writer.Line($"public const {CSharpType.Name(scalar.Primitive)} {name} = {CSharpType.Literal(scalar.Primitive, constant)};");
    }
}
