using System.Collections.Immutable;
using System.Text;
using EdgeRouter.Sbe.Generator.Emit;
using EdgeRouter.Sbe.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EdgeRouter.Sbe.Generator;

/// <summary>Generates decoders and encoders from the SBE schemas among a project's <c>AdditionalFiles</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SbeGenerator : IIncrementalGenerator
{
    private const string NamespaceKey = "build_metadata.AdditionalFiles.SbeNamespace";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SchemaInput> files = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, token) => Read(pair.Left, pair.Right, token));
        context.RegisterSourceOutput(files.Combine(files.Collect()), static (output, pair) => Generate(output, pair.Left, pair.Right));
    }

    private static SchemaInput Read(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken token)
    {
        options.GetOptions(file).TryGetValue(NamespaceKey, out string? nameSpace);
        return new SchemaInput(file.Path, file.GetText(token)?.ToString() ?? string.Empty, nameSpace ?? string.Empty);
    }

    private static void Generate(SourceProductionContext output, SchemaInput input, ImmutableArray<SchemaInput> all)
    {
        bool isSchema = input.Namespace.Length > 0 || input.Text.Contains("messageSchema");
        if (!isSchema)
        {
            return;
        }

        SbeParseResult result = SbeSchemaParser.Parse(input.Path, input.Text, href => Include(input, href, all));
        foreach (SbeDiagnostic diagnostic in result.Diagnostics)
        {
            output.ReportDiagnostic(SchemaDiagnostics.Create(diagnostic, input));
        }

        if (result.Schema == null)
        {
            return;
        }

        string nameSpace = input.Namespace.Length > 0 ? input.Namespace : Names.Namespace(result.Schema.Package);
        foreach (GeneratedFile file in SchemaEmitter.Emit(new SchemaModel(result.Schema, nameSpace)))
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            output.AddSource($"{nameSpace}.{file.Name}.g.cs", SourceText.From(file.Text, Encoding.UTF8));
        }
    }

    private static string? Include(SchemaInput user, string href, ImmutableArray<SchemaInput> all)
    {
        string wanted = href.Replace('\\', '/').Split('/').Last();
        string folder = Path.GetDirectoryName(user.Path) ?? string.Empty;
        return all.Where(file => Path.GetFileName(file.Path) == wanted)
            .OrderBy(file => Path.GetDirectoryName(file.Path) == folder ? 0 : 1)
            .FirstOrDefault()?.Text;
    }
}
