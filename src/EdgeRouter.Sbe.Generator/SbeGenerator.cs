using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EdgeRouter.Sbe.Generator;

/// <summary>Generates decoders and encoders from the SBE schemas among a project's <c>AdditionalFiles</c>.</summary>
/// <remarks>Every step's result is compared by value, so that an edit runs again only what depends on it: a C# file nothing, a schema its own
/// code, an included file the code of the schemas that include it.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class SbeGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step that reads files.</summary>
    public const string ReadStep = "SbeRead";

    /// <summary>Name of the step that picks what a schema depends on.</summary>
    public const string BindStep = "SbeBind";

    /// <summary>Name of the step that parses a schema and emits its code.</summary>
    public const string EmitStep = "SbeEmit";

    /// <summary>Name of the step that hands on single source files.</summary>
    public const string FileStep = "SbeFile";

    private const string NamespaceKey = "build_metadata.AdditionalFiles.SbeNamespace";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SchemaInput> files = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, token) => Read(pair.Left, pair.Right, token))
            .WithTrackingName(ReadStep)
            .Collect()
            .SelectMany(static (all, _) => Distinct(all));
        IncrementalValuesProvider<SchemaCode> code = files
            .Where(static file => file.IsSchema)
            .Combine(files.Collect())
            .Select(static (pair, _) => SchemaSource.Bind(pair.Left, pair.Right))
            .WithTrackingName(BindStep)
            .Select(static (source, token) => SchemaCode.From(source, token))
            .WithTrackingName(EmitStep);
        context.RegisterSourceOutput(code.SelectMany(static (schema, _) => schema.Diagnostics), static (output, found) => output.ReportDiagnostic(found));
        context.RegisterSourceOutput(
            code.SelectMany(static (schema, _) => schema.Files).WithTrackingName(FileStep),
            static (output, file) => output.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8)));
    }

    // A file may be listed twice: by a pattern, and again for its namespace. Both have the metadata of the last. Schemas of one package, such as
    // two versions of it, that are given no namespace are told apart by their files; hint names are compared without case, so namespaces are too.
    private static IEnumerable<SchemaInput> Distinct(ImmutableArray<SchemaInput> all) => all
        .GroupBy(file => file.Path)
        .Select(same => same.First())
        .GroupBy(file => file.Namespace, StringComparer.OrdinalIgnoreCase)
        .SelectMany(rivals => rivals.Select(file => file.IsSchema && rivals.Skip(1).Any() ? file.Apart() : file));

    private static SchemaInput Read(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken token)
    {
        options.GetOptions(file).TryGetValue(NamespaceKey, out string? asked);
        string text = file.GetText(token)?.ToString() ?? string.Empty;
        SchemaGlance glance = SchemaGlance.At(text);
        return new SchemaInput(file.Path, text, string.IsNullOrEmpty(asked) ? glance.Namespace : asked!, !string.IsNullOrEmpty(asked), glance.Includes);
    }
}
