using System.Globalization;
using System.Text;
using EdgeRouter.Sbe.Properties.Tests.Model;
using Microsoft.CodeAnalysis;

namespace EdgeRouter.Sbe.Properties.Tests.Harness;

/// <summary>Writes the C# that drives a message's generated codecs with values from a <see cref="ValueFeed"/>.</summary>
internal sealed class DriverWriter
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat;
    private readonly StringBuilder _text = new();
    private readonly int _version;
    private int _locals;

    private DriverWriter(int version)
    {
        _version = version;
    }

    /// <summary>Writes a class that drives a message's encoder and decoder.</summary>
    public static string Write(string className, string nameSpace, int version, ModelBlock message, INamedTypeSymbol encoder, INamedTypeSymbol decoder)
    {
        DriverWriter writer = new(version);
        writer.WriteClass(className, nameSpace, decoder, () =>
        {
            writer.Line($"if (!{encoder.ToDisplayString(Qualified)}.TryWrapWithHeader(buffer, out var e0)) return -1;");
            writer.WriteBlock("e0", message, encoder);
            writer.Line("return e0.EncodedLength;");
        });
        return writer._text.ToString();
    }

    /// <summary>Writes a class that drives a decoder only.</summary>
    public static string Write(string className, string nameSpace, INamedTypeSymbol decoder)
    {
        DriverWriter writer = new(0);
        writer.WriteClass(className, nameSpace, decoder, () => writer.Line("return -1;"));
        return writer._text.ToString();
    }

    private void WriteClass(string className, string nameSpace, INamedTypeSymbol decoderType, Action writeEncode)
    {
        string info = $"global::{nameSpace}.SchemaInfo";
        string decoder = decoderType.ToDisplayString(Qualified);
        Line($"public sealed class {className} : global::{typeof(IMessageCodec).FullName}");
        Line("{");
        Line($"public int Encode(System.Span<byte> buffer, global::{typeof(ValueFeed).FullName} v)");
        Line("{");
        writeEncode();
        Line("}");
        Line($"private static bool TryWrap(System.ReadOnlySpan<byte> message, out {decoder} decoder)");
        Line("{");
        Line("decoder = default;");
        Line($"return {info}.TryReadHeader(message, out int blockLength, out int templateId, out int schemaId, out int version)");
        Line($"    && templateId == {decoder}.TemplateId && schemaId == {info}.Id");
        Line($"    && {decoder}.TryWrap(message.Slice({info}.HeaderLength), blockLength, version, out decoder);");
        Line("}");
        Line("public ulong Sweep(System.ReadOnlySpan<byte> message, out bool isTaken)");
        Line("{");
        Line("isTaken = TryWrap(message, out var decoder);");
        Line("if (!isTaken) return 0;");
        Line("ulong sum = 0;");
        new SweepWriter(_text).Write("decoder", decoderType);
        Line("return sum;");
        Line("}");
        Line("public string? Decode(System.ReadOnlySpan<byte> message, out int bodyLength, out global::EdgeRouter.Sbe.SbeExtent extent)");
        Line("{");
        Line("bodyLength = 0; extent = default;");
        Line("if (!TryWrap(message, out var decoder)) return null;");
        Line("bodyLength = decoder.BodyLength; extent = decoder.Measure();");
        Line("return decoder.ToString();");
        Line("}");
        Line("}");
    }

    private void WriteBlock(string target, ModelBlock block, INamedTypeSymbol encoder)
    {
        MemberFinder members = new(encoder);
        WriteFields(target, block.Fields, members);
        foreach (ModelGroup group in block.Groups.Where(group => group.Since <= _version))
        {
            IMethodSymbol begin = members.Begin(group.Name);
            string id = Next();
            Line("{");
            Line($"int n{id} = v.Count();");
            Line($"var g{id} = {target}.{begin.Name}(n{id});");
            Line($"for (int i{id} = 0; i{id} < n{id}; i{id}++)");
            Line("{");
            Line($"g{id}.Next();");
            WriteBlock("g" + id, group, (INamedTypeSymbol)begin.ReturnType);
            Line("}");
            Line("}");
        }

        foreach (ModelData data in block.Data.Where(data => data.Since <= _version))
        {
            Line($"{target}.{members.Put(data.Name).Name}(v.Bytes());");
        }
    }

    // Composites are set through their own encoder, or where that can be done through the block's flattened members.
    private void WriteFields(string target, IReadOnlyList<ModelField> fields, MemberFinder members)
    {
        foreach (ModelField field in fields.Where(field => !field.IsConstant && field.Since <= _version))
        {
            Line("if (v.Has())");
            Line("{");
            if (field.Type is CompositeType composite)
            {
                WriteComposite(target, field, composite, members, isFlat: ++_locals % 2 == 0);
            }
            else
            {
                WriteField(target, field.Name, field.Type, members);
            }

            Line("}");
        }
    }

    private void WriteComposite(string target, ModelField field, CompositeType composite, MemberFinder members, bool isFlat)
    {
        IPropertySymbol property = members.Composite(field.Name);
        string id = Next();
        MemberFinder inner = new((INamedTypeSymbol)property.Type);
        Line($"var c{id} = {target}.{property.Name};");
        foreach (ModelField member in composite.Members.Where(member => !member.IsConstant && member.Since <= _version))
        {
            bool isPlain = member.Type is EnumType or SetType or ScalarType { Length: 1 };
            IPropertySymbol? flat = isPlain ? members.Setter(field.Name + MemberFinder.Pascal(member.Name)) : null;
            Line("if (v.Has())");
            Line("{");
            if (member.Type is CompositeType nested)
            {
                WriteComposite("c" + id, member, nested, inner, isFlat);
            }
            else if (isFlat && flat != null)
            {
                Line($"{target}.{flat.Name} = {Value(member.Type, flat.Type)};");
            }
            else
            {
                WriteField("c" + id, member.Name, member.Type, inner);
            }

            Line("}");
        }
    }

    private void WriteField(string target, string name, ModelType type, MemberFinder members)
    {
        if (type is not ScalarType { Length: > 1 } array)
        {
            IPropertySymbol property = members.Setter(name);
            Line($"{target}.{property.Name} = {Value(type, property.Type)};");
        }
        else if (array.Wire.Size() == 1)
        {
            Line($"{target}.{members.ArraySetter(name, 1).Name}(v.Bytes());");
        }
        else
        {
            IMethodSymbol setter = members.ArraySetter(name, 2);
            Line($"for (int i = 0; i < {array.Length.ToString(CultureInfo.InvariantCulture)}; i++) {target}.{setter.Name}(i, {Value(array, setter.Parameters[1].Type)});");
        }
    }

    private static string Value(ModelType type, ITypeSymbol target)
    {
        Wire wire = type switch { EnumType named => named.Wire, SetType named => named.Wire, _ => ((ScalarType)type).Wire };
        return wire switch
        {
            Wire.Float => "v.Single()",
            Wire.Double => "v.Double()",
            _ => $"unchecked(({target.ToDisplayString(Qualified)})({wire.CSharpName()})v.Word())",
        };
    }

    private string Next() => (++_locals).ToString(CultureInfo.InvariantCulture);

    private void Line(string line) => _text.Append(line).Append('\n');
}
