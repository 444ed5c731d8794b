using System.Text;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits constant fields, which take no bytes on the wire.</summary>
internal static class Constants
{
    public static void Emit(CodeWriter writer, SchemaModel model, Member member, string name)
    {
        string? declaration = Declaration(model, member, name);
        if (declaration == null)
        {
            return;
        }

        writer.Summary(member.Field.Facts, $"Constant {member.Field.Name}");
        writer.Line(declaration);
        writer.Line();
    }

    private static string? Declaration(SchemaModel model, Member member, string name)
    {
        SbeEnumValue? value = member.Field.ConstantValue;
        if (member.Type is SbeEnum type)
        {
            string number = CSharpType.Literal(type.Encoding.Primitive, value!.Value);
            return $"public const {model.Qualified(type)} {name} = ({model.Qualified(type)})({number});";
        }

        if (member.Type is not SbeScalar scalar)
        {
            return null;
        }

        if (value == null && scalar.ConstantText != null)
        {
            return $"public static {CSharpType.Bytes} {name} => {CSharpType.ByteList(Encoding.UTF8.GetBytes(scalar.ConstantText))};";
        }

        SbeNumber constant = value?.Value ?? scalar.ConstantValue ?? scalar.NullValue;
        return $"public const {CSharpType.Name(scalar.Primitive)} {name} = {CSharpType.Literal(scalar.Primitive, constant)};";
    }
}
