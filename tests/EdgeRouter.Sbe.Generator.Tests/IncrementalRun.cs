extern alias generator;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SbeGenerator = generator::EdgeRouter.Sbe.Generator.SbeGenerator;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>The generator in a driver that is run again after edits, and what its last run did.</summary>
internal sealed class IncrementalRun
{
    private static readonly string[] Steps = [SbeGenerator.ReadStep, SbeGenerator.BindStep, SbeGenerator.EmitStep, SbeGenerator.FileStep];

    private readonly Dictionary<string, TextFile> _files = new(StringComparer.Ordinal);
    private CSharpCompilation _compilation = CSharpCompilation.Create("Incremental");
    private GeneratorDriver _driver;

    public IncrementalRun(params (string Path, string Text)[] files)
    {
        List<AdditionalText> texts = [];
        foreach ((string path, string text) in files)
        {
            texts.Add(_files[path] = new TextFile(path, text));
        }

        _driver = CSharpGeneratorDriver.Create(
            [new SbeGenerator().AsSourceGenerator()],
            texts,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Run();
    }

    /// <summary>Files that the last run generated or changed.</summary>
    public string[] Changed => [.. Outputs(SbeGenerator.FileStep).Where(output => IsNew(output.Reason)).Select(output => Name(output.Value))];

    /// <summary>Schemas that the last run parsed and emitted.</summary>
    public int Emitted => Outputs(SbeGenerator.EmitStep).Count(output => IsNew(output.Reason));

    /// <summary>Steps of ours that the last run executed, whether or not their result changed.</summary>
    public string[] Executed => [.. Steps.Where(step => Outputs(step).Any(output => output.Reason != IncrementalStepRunReason.Cached))];

    /// <summary>Files that there are after the last run.</summary>
    public string[] Sources => [.. Result.GeneratedSources.Select(source => source.HintName)];

    private GeneratorRunResult Result => _driver.GetRunResult().Results[0];

    public void EditCSharp(string text)
    {
        _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text));
        Run();
    }

    public void Edit(string path, string text)
    {
        TextFile edited = new(path, text);
        _driver = _driver.ReplaceAdditionalText(_files[path], edited);
        _files[path] = edited;
        Run();
    }

    private static bool IsNew(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified;

    private static string Name(object file) => (string)file.GetType().GetProperty("Name")!.GetValue(file)!;

    private IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(string step) =>
        Result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> runs) ? runs.SelectMany(run => run.Outputs) : [];

    private void Run()
    {
        _driver = _driver.RunGenerators(_compilation);
        Assert.That(Result.Exception, Is.Null);
    }

    private sealed class TextFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
