using System.Globalization;
using Microsoft.CodeAnalysis;

namespace EdgeRouter.Sbe.Properties.Tests.Harness;

/// <summary>Finds the C# member that stands for an element of the schema: its name with a capital, and a suffix where that was taken.</summary>
internal sealed class MemberFinder(INamedTypeSymbol type)
{
    private readonly HashSet<ISymbol> _used = new(SymbolEqualityComparer.Default);

    public IPropertySymbol Setter(string name) => Find<IPropertySymbol>(Candidates(Pascal(name), "Field"), property => property.SetMethod != null);

    public IPropertySymbol Composite(string name) =>
        Find<IPropertySymbol>(Candidates(Pascal(name), "Field"), property => property.SetMethod == null && property.Type.IsRefLikeType);

    public IMethodSymbol ArraySetter(string name, int parameters) => Find<IMethodSymbol>(
        Candidates(Pascal(name), "Field").SelectMany(found => Candidates("Set" + found, "Field")),
        method => method.Parameters.Length == parameters);

    public IMethodSymbol Begin(string name) => Find<IMethodSymbol>(Candidates("Begin" + Pascal(name), "Group"), method => method.Parameters.Length == 1);

    public IMethodSymbol Put(string name) => Find<IMethodSymbol>(Candidates("Put" + Pascal(name), "Data"), method => method.Parameters.Length == 1);

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private T Find<T>(IEnumerable<string> candidates, Func<T, bool> fits)
        where T : class, ISymbol
    {
        T? found = candidates.SelectMany(candidate => type.GetMembers(candidate)).OfType<T>()
            .FirstOrDefault(member => member.DeclaredAccessibility == Accessibility.Public && !member.IsStatic && !_used.Contains(member) && fits(member));
        _ = found ?? throw new DisagreementException($"{type.Name} has no {typeof(T).Name} for {candidates.First()}: {string.Join(", ", type.MemberNames)}");
        _used.Add(found);
        return found;
    }

    private static IEnumerable<string> Candidates(string name, string suffix) =>
        [name, name + suffix, .. Enumerable.Range(2, 6).Select(number => name + suffix + number.ToString(CultureInfo.InvariantCulture))];
}
