using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits enums and sets.</summary>
internal static class EnumEmitter
{
    public static GeneratedFile EmitEnum(SchemaModel model, SbeEnum type)
    {
        string name = model.Name(type);
        CodeWriter writer = Begin(model, type, name, type.Encoding.Primitive, isFlags: false);
        NameScope scope = new(name);
        foreach (SbeEnumValue value in type.Values)
        {
            writer.Summary(value.Facts.Description, $"Value {value.Name}");
            writer.Line($"{scope.Take(Names.Pascal(value.Name), "Value")} = {CSharpType.Literal(type.Encoding.Primitive, value.Value)},");
            writer.Line();
        }

        writer.Summary(string.Empty, "Absent");
        writer.Line($"{scope.Take("NullValue", "Default")} = {CSharpType.Literal(type.Encoding.Primitive, type.Encoding.NullValue)},");
        writer.Close();
        return new GeneratedFile(name, writer.ToString());
    }

    public static GeneratedFile EmitSet(SchemaModel model, SbeSet type)
    {
        string name = model.Name(type);
        CodeWriter writer = Begin(model, type, name, type.Primitive, isFlags: true);
        NameScope scope = new(name);
        foreach (SbeEnumValue choice in type.Choices)
        {
            ulong bit = 1UL << (int)choice.Value.Integer;
            writer.Summary(choice.Facts.Description, $"Bit {choice.Value}");
            writer.Line($"{scope.Take(Names.Pascal(choice.Name), "Choice")} = {bit.ToString(CultureInfo.InvariantCulture)},");
            writer.Line();
        }

        writer.Close();
        return new GeneratedFile(name, writer.ToString());
    }

    private static CodeWriter Begin(SchemaModel model, SbeType type, string name, SbePrimitive primitive, bool isFlags)
    {
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary(type.Facts.Description, $"{type.Name} of the schema");
        if (isFlags)
        {
            writer.Line("[Flags]");
        }

        writer.Open($"public enum {name} : {CSharpType.Name(primitive)}");
        return writer;
    }
}
