using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeRouter.RepoTests;

/// <summary>The rules that need the syntax tree. Each returns one line per offence, <c>path:line what</c>.</summary>
internal static class SourceRules
{
    internal const int MaxMethodLines = 70;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private static readonly ConcurrentDictionary<string, SyntaxNode> Trees = new(StringComparer.Ordinal);

    /// <summary>Methods, constructors, operators, accessors and local functions that are longer than the limit, from the signature to the
    /// closing brace. A comment <c>// length: why</c> on the line above excuses one.</summary>
    internal static IEnumerable<string> LongMethods(string source, string path) =>
        from node in Root(source).DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let lines = Lines(node)
        where lines > MaxMethodLines && !IsExcused(node)
        select $"{At(node, path)} {NameOf(node)} has {lines} lines";

    /// <summary>Files with more than one public type, or whose namespace differs from their folder.</summary>
    internal static IEnumerable<string> ExtraPublicTypes(string source, string path)
    {
        string[] names = [.. TopLevelTypes(source).Where(IsPublic).Select(TypeName).Distinct(StringComparer.Ordinal)];
        return names.Length > 1 ? [$"{path} declares {string.Join(", ", names)}"] : [];
    }

    internal static IEnumerable<string> NamespaceFaults(string source, string path)
    {
        string expected = Path.GetDirectoryName(path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.');
        return from space in Root(source).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
               where !string.Equals(space.Name.ToString(), expected, StringComparison.Ordinal) && !IsPolyfill(space)
               select $"{At(space, path)} {space.Name}, expected {expected}";
    }

    /// <summary>Uses of the keyword <c>unsafe</c> and of the types Unsafe and MemoryMarshal.</summary>
    internal static IEnumerable<string> UnsafeUses(string source, string path) =>
        from token in Root(source).DescendantTokens()
        where token.IsKind(SyntaxKind.UnsafeKeyword) || (token.IsKind(SyntaxKind.IdentifierToken) && token.Text is "Unsafe" or "MemoryMarshal")
        select $"{At(token, path)} {token.Text}";

    /// <summary>Declarations of foreign functions.</summary>
    internal static IEnumerable<string> ForeignFunctions(string source, string path) =>
        from attribute in Root(source).DescendantNodes().OfType<AttributeSyntax>()
        let name = attribute.Name.ToString().Split('.')[^1]
        where name is "DllImport" or "LibraryImport" or "DllImportAttribute" or "LibraryImportAttribute"
        select $"{At(attribute, path)} {name}";

    /// <summary>Text of the string literals, for the ids in them.</summary>
    internal static IEnumerable<string> Literals(string source) => Root(source).DescendantTokens()
        .Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken)
        .Select(token => token.ValueText);

    private static SyntaxNode Root(string source) => Trees.GetOrAdd(source, text => CSharpSyntaxTree.ParseText(text, Options).GetRoot());

    private static int Lines(SyntaxNode node)
    {
        SyntaxToken first = node.DescendantTokens().First(token => token.Parent?.FirstAncestorOrSelf<AttributeListSyntax>() is null);
        return node.SyntaxTree.GetLineSpan(node.Span).EndLinePosition.Line - first.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
    }

    private static bool IsExcused(SyntaxNode node) => node.GetLeadingTrivia()
        .Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString() is { } comment
            && comment.StartsWith("// length:", StringComparison.Ordinal) && comment.Length > "// length: ".Length);

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        BaseMethodDeclarationSyntax other => other.Kind().ToString(),
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        AccessorDeclarationSyntax accessor => $"accessor {accessor.Keyword.Text}",
        _ => node.Kind().ToString(),
    };

    private static IEnumerable<MemberDeclarationSyntax> TopLevelTypes(string source) => Root(source).DescendantNodes()
        .OfType<MemberDeclarationSyntax>()
        .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && member.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax);

    private static bool IsPublic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static string TypeName(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax function => function.Identifier.Text,
        _ => member.Kind().ToString(),
    };

    /// <summary>The compiler looks for some types in a namespace of its own (IsExternalInit for netstandard2.0).</summary>
    private static bool IsPolyfill(BaseNamespaceDeclarationSyntax space) => space.Name.ToString().StartsWith("System.", StringComparison.Ordinal);

    private static string At(SyntaxNodeOrToken place, string path) => $"{path}:{(place.GetLocation()?.GetLineSpan().StartLinePosition.Line ?? 0) + 1}";
}
