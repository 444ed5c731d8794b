using System.Collections.Immutable;
using EdgeRouter.Sbe.Generator.Emit;
using EdgeRouter.Sbe.Schema;
using Microsoft.CodeAnalysis;

namespace EdgeRouter.Sbe.Generator;

/// <summary>What one schema gives: source files, or what is wrong with it.</summary>
internal sealed class SchemaCode
{
    private SchemaCode(ImmutableArray<SourceFile> files, ImmutableArray<Diagnostic> diagnostics)
    {
        Files = files;
        Diagnostics = diagnostics;
    }

    public ImmutableArray<SourceFile> Files { get; }

    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Parses and emits.</summary>
    public static SchemaCode From(SchemaSource source, CancellationToken token)
    {
        SbeParseResult result = SbeSchemaParser.Parse(source.Schema.Path, source.Schema.Text, href => source.Find(href)?.Text);
        ImmutableArray<Diagnostic> diagnostics = result.Diagnostics.Select(found => SchemaDiagnostics.Create(found, source)).ToImmutableArray();
        if (result.Schema == null)
        {
            return new SchemaCode(ImmutableArray<SourceFile>.Empty, diagnostics);
        }

        if (source.Rival.Length > 0)
        {
            return new SchemaCode(ImmutableArray<SourceFile>.Empty, ImmutableArray.Create(SchemaDiagnostics.SharedNamespace(source)));
        }

        ImmutableArray<SourceFile>.Builder files = ImmutableArray.CreateBuilder<SourceFile>();
        string nameSpace = source.Schema.Namespace;

        // Hint names are compared without case; C# names are not.
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (GeneratedFile file in SchemaEmitter.Emit(new SchemaModel(result.Schema, nameSpace)))
        {
            token.ThrowIfCancellationRequested();
            string name = names.Add(file.Name) ? file.Name : FormattableString.Invariant($"{file.Name}.{names.Count}");
            names.Add(name);
            files.Add(new SourceFile($"{nameSpace}.{name}.g.cs", file.Text));
        }

        return new SchemaCode(files.ToImmutable(), diagnostics);
    }
}
