extern alias generator;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SbeGenerator = generator::EdgeRouter.Sbe.Generator.SbeGenerator;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>Runs the generator in process and compiles what it gives, with warnings as errors.</summary>
internal static class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(SbeLimits).Assembly.Location),
    ];

    // Compilations that grow out of one another share the bound references: half of the time otherwise.
    private static readonly CSharpCompilation Base = CSharpCompilation.Create(
        "Generated",
        [],
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorOutcome Run(bool isDebug, string source, params (string Path, string Text, string? Namespace)[] files)
    {
        CSharpParseOptions parseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose, preprocessorSymbols: isDebug ? ["DEBUG"] : []);
        CSharpCompilation compilation = Base.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, parseOptions));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new SbeGenerator().AsSourceGenerator()],
            files.Select(file => (AdditionalText)new TextFile(file.Path, file.Text)),
            parseOptions,
            new Options(files.ToDictionary(file => file.Path, file => file.Namespace)));
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        return new GeneratorOutcome(output, diagnostics, result.Exception, result.GeneratedSources);
    }

    private sealed class TextFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(Dictionary<string, string?> namespaces) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new FileOptions(null);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new FileOptions(null);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new FileOptions(namespaces.GetValueOrDefault(textFile.Path));
    }

    private sealed class FileOptions(string? nameSpace) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = nameSpace ?? string.Empty;
            return nameSpace != null && key == "build_metadata.AdditionalFiles.SbeNamespace";
        }
    }
}
