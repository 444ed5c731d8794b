using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>What one run of the generator gave.</summary>
internal sealed record GeneratorOutcome(
    Compilation Compilation,
    ImmutableArray<Diagnostic> Diagnostics,
    Exception? Exception,
    ImmutableArray<GeneratedSourceResult> Sources)
{
    /// <summary>Compiler errors, warnings included since they are raised to errors.</summary>
    public string[] Errors => [.. Compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString())];

    /// <summary>The generator's errors and warnings; notes, which real schemas have, are not among them.</summary>
    public string[] Faults => [.. Diagnostics.Where(found => found.DefaultSeverity > DiagnosticSeverity.Info).Select(found => found.ToString())];

    /// <summary>Loads the compiled assembly.</summary>
    public Assembly Load()
    {
        using MemoryStream stream = new();
        Assert.That(Compilation.Emit(stream).Success, Is.True, () => string.Join('\n', Errors.Take(10)));
        return Assembly.Load(stream.ToArray());
    }
}
