using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace EdgeRouter.Sbe.Properties.Tests.Harness;

/// <summary>Writes C# that reads every public member of a generated decoder, composites and groups included, without allocating.</summary>
internal sealed class SweepWriter(StringBuilder text)
{
    private int _locals;

    /// <summary>Writes statements that add everything to the local <c>sum</c>.</summary>
    /// <param name="target">An expression of the decoder's type.</param>
    /// <param name="type">The decoder's type.</param>
    public void Write(string target, INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers().Where(member => member is { DeclaredAccessibility: Accessibility.Public, IsStatic: false }))
        {
            switch (member)
            {
                case IPropertySymbol { IsIndexer: false } property:
                    WriteValue($"{target}.{property.Name}", property.Type);
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Ordinary, Parameters: [{ Type.SpecialType: SpecialType.System_Int32 }] } getter:
                    string index = Next();
                    Line($"for (int {index} = 0; {index} < {ArrayLength(type, getter)}; {index}++)");
                    Line("{");
                    WriteValue($"{target}.{getter.Name}({index})", getter.ReturnType);
                    Line("}");
                    break;
            }
        }
    }

    private void WriteValue(string expression, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { Name: "ReadOnlySpan", Arity: 1 })
        {
            Line($"foreach (byte b in {expression}) sum += b;");
        }
        else if (type.SpecialType == SpecialType.System_Boolean)
        {
            Line($"sum += {expression} ? 1UL : 0UL;");
        }
        else if (type.SpecialType is SpecialType.System_Single or SpecialType.System_Double)
        {
            Line($"sum += System.BitConverter.DoubleToUInt64Bits({expression});");
        }
        else if (!type.IsRefLikeType)
        {
            Line($"sum += unchecked((ulong){expression});");
        }
        else if (type.GetMembers("GetEnumerator").OfType<IMethodSymbol>().Any())
        {
            WriteGroup(expression, (INamedTypeSymbol)type);
        }
        else
        {
            string local = Next();
            Line("{");
            Line($"var {local} = {expression};");
            Write(local, (INamedTypeSymbol)type);
            Line("}");
        }
    }

    private void WriteGroup(string expression, INamedTypeSymbol type)
    {
        string group = Next();
        string entry = Next();
        INamedTypeSymbol entryType = (INamedTypeSymbol)type.GetTypeMembers("Enumerator").Single().GetMembers("Current").OfType<IPropertySymbol>().Single().Type;
        Line("{");
        Line($"var {group} = {expression};");
        Line($"sum += (ulong){group}.Count;");
        Line($"foreach (var {entry} in {group})");
        Line("{");
        Write(entry, entryType);
        Line("}");
        if (type.GetMembers().OfType<IPropertySymbol>().Any(property => property.IsIndexer))
        {
            Line($"for (int i = 0; i < {group}.Count; i++)");
            Line("{");
            string one = Next();
            Line($"var {one} = {group}[i];");
            Write(one, entryType);
            Line("}");
        }

        Line("}");
    }

    // GetPrices(index) goes with the constant PricesLength, which may have a suffix.
    private static string ArrayLength(INamedTypeSymbol type, IMethodSymbol getter)
    {
        IFieldSymbol? length = type.GetMembers().TakeWhile(member => !SymbolEqualityComparer.Default.Equals(member, getter)).OfType<IFieldSymbol>().LastOrDefault(field => field.IsConst);
        return length?.ConstantValue is int value ? value.ToString(CultureInfo.InvariantCulture) : throw new DisagreementException($"{getter.Name} of {type.Name} has no length");
    }

    private string Next() => "s" + (++_locals).ToString(CultureInfo.InvariantCulture);

    private void Line(string line) => text.Append(line).Append('\n');
}
