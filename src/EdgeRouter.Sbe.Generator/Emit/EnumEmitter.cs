using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits enums and sets, and the table of their names as the schema writes them.</summary>
internal static class EnumEmitter
{
    public static GeneratedFile EmitEnum(SchemaModel model, SbeEnum type)
    {
        string name = model.Name(type);
        CodeWriter writer = Begin(model, type, name, type.Encoding.Primitive, isFlags: false);
        NameScope scope = new(name);
        foreach (SbeEnumValue value in type.Values)
        {
            writer.Summary(value.Facts, $"Value {value.Name}");
            writer.Line($"{scope.Take(Names.Pascal(value.Name), "Value")} = {CSharpType.Literal(type.Encoding.Primitive, value.Value)},");
            writer.Line();
        }

        writer.Summary("Absent");
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
            writer.Summary(choice.Facts, $"Bit {choice.Value}");
            writer.Line($"{scope.Take(Names.Pascal(choice.Name), "Choice")} = {bit.ToString(CultureInfo.InvariantCulture)},");
            writer.Line();
        }

        writer.Close();
        return new GeneratedFile(name, writer.ToString());
    }

    /// <summary>Emits the names of every enum's values and every set's bits.</summary>
    public static GeneratedFile EmitNames(SchemaModel model)
    {
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary("Names as the schema writes them");
        writer.Open($"internal static class {SchemaModel.NamesClassName}");
        foreach (SbeType type in model.Types)
        {
            switch (type)
            {
                case SbeEnum named:
                    EmitEnumNames(writer, model, named);
                    break;
                case SbeSet named:
                    EmitSetNames(writer, model, named);
                    break;
            }
        }

        writer.Close();
        return new GeneratedFile(SchemaModel.NamesClassName, writer.ToString());
    }

    private static void EmitEnumNames(CodeWriter writer, SchemaModel model, SbeEnum type)
    {
        writer.Open($"public static string? Of({model.Qualified(type)} value) => ({CSharpType.Name(type.Encoding.Primitive)})value switch");
        // A number can have several names: the first is shown.
        foreach (SbeEnumValue value in type.Values.Where(value => type.Find(value.Value.Integer) == value))
        {
            writer.Line($"{CSharpType.Literal(type.Encoding.Primitive, value.Value)} => {CSharpType.Literal(value.Name)},");
        }

        writer.Line("_ => null,");
        writer.Close(";");
        writer.Line();
    }

    private static void EmitSetNames(CodeWriter writer, SchemaModel model, SbeSet type)
    {
        string names = string.Join(", ", type.BitNames.Select(name => name == null ? "null" : CSharpType.Literal(name)));
        writer.Line($"private static readonly string?[] BitsOf{model.Name(type)} = [{names}];");
        writer.Line();
        writer.Line($"public static string?[] Of({model.Qualified(type)} value) => BitsOf{model.Name(type)};");
        writer.Line();
    }

    private static CodeWriter Begin(SchemaModel model, SbeType type, string name, SbePrimitive primitive, bool isFlags)
    {
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary(type.Facts, $"{type.Name} of the schema");
        if (isFlags)
        {
            writer.Line("[global::System.Flags]");
        }

        writer.Open($"public enum {name} : {CSharpType.Name(primitive)}");
        return writer;
    }
}
