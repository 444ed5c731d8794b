using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using EdgeRouter.Sbe.Generator.Tests;
using EdgeRouter.Sbe.Properties.Tests.Model;
using EdgeRouter.Sbe.Properties.Tests.Reference;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeRouter.Sbe.Properties.Tests.Harness;

/// <summary>Generates and compiles the codecs of many schemas at once, with drivers for every message.</summary>
internal static class CodecCompiler
{
    private const string Head = "#nullable enable\n#pragma warning disable\nnamespace Drivers;\n";

    private static readonly MetadataReference Self = MetadataReference.CreateFromFile(typeof(IMessageCodec).Assembly.Location);

    /// <summary>Generates code for schemas and compiles it, warnings as errors.</summary>
    /// <param name="isDebug">Whether the encoders check their order.</param>
    /// <param name="wanted">Schemas and versions.</param>
    /// <returns>One a schema and version, in order: drivers of its messages.</returns>
    public static IReadOnlyList<IMessageCodec[]> Compile(bool isDebug, IReadOnlyList<(ModelSchema Schema, int Version)> wanted)
    {
        (string, string, string?)[] files = [.. wanted.Select((one, index) => ($"s{Text(index)}.xml", SchemaXml.Write(one.Schema, one.Version), (string?)Namespace(index)))];
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug, string.Empty, files);
        Agree.Equal(outcome.Exception, null, "the generator threw");
        Agree.Sequence(outcome.Diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning), [], "the generator's diagnostics");
        StringBuilder drivers = new(Head);
        for (int index = 0; index < wanted.Count; index++)
        {
            WriteDrivers(drivers, outcome.Compilation, wanted[index].Schema, wanted[index].Version, index);
        }

        Assembly assembly = Emit(outcome.Compilation, drivers, errors => Explain(errors, wanted));
        return [.. wanted.Select((one, index) => one.Schema.Messages.Select((_, message) => Create(assembly, Driver(index, message))).ToArray())];
    }

    /// <summary>Writes and compiles drivers for decoders that stand in an assembly already.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="nameSpace">Namespace of the schema.</param>
    /// <returns>Drivers by template id.</returns>
    public static IReadOnlyDictionary<int, IMessageCodec> Attach(Assembly assembly, string nameSpace)
    {
        Compilation compilation = GeneratorRun.Run(isDebug: false, string.Empty).Compilation.AddReferences(MetadataReference.CreateFromFile(assembly.Location));
        StringBuilder drivers = new(Head);
        int[] ids = [.. assembly.GetTypes().Where(type => type.Namespace == nameSpace && type.Name.EndsWith("Decoder", StringComparison.Ordinal) && type.GetField("TemplateId") != null)
            .Select(type => (int)type.GetField("TemplateId")!.GetRawConstantValue()!)];
        INamedTypeSymbol[] types = [.. Find(compilation, nameSpace).GetTypeMembers()];
        foreach (int id in ids)
        {
            drivers.Append(DriverWriter.Write(Driver(0, id), nameSpace, OfTemplate(types, id, isEncoder: false)));
        }

        Assembly emitted = Emit(compilation, drivers, errors => errors[0].ToString());
        return ids.ToDictionary(id => id, id => Create(emitted, Driver(0, id)));
    }

    private static Assembly Emit(Compilation compilation, StringBuilder drivers, Func<Diagnostic[], string> explain)
    {
        CSharpParseOptions options = (CSharpParseOptions)compilation.SyntaxTrees.First().Options;
        Compilation whole = compilation
            .WithOptions(((CSharpCompilationOptions)compilation.Options).WithOptimizationLevel(OptimizationLevel.Release))
            .AddReferences(Self)
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(drivers.ToString(), options));
        using MemoryStream stream = new();
        ImmutableArray<Diagnostic> found = whole.Emit(stream).Diagnostics;
        Diagnostic[] errors = [.. found.Where(one => one.Severity == DiagnosticSeverity.Error)];
        return errors.Length == 0 ? Assembly.Load(stream.ToArray()) : throw new DisagreementException(explain(errors));
    }

    private static IMessageCodec Create(Assembly assembly, string driver) =>
        (IMessageCodec)Activator.CreateInstance(assembly.GetType("Drivers." + driver, throwOnError: true)!)!;

    private static void WriteDrivers(StringBuilder drivers, Compilation compilation, ModelSchema schema, int version, int index)
    {
        INamedTypeSymbol[] types = [.. Find(compilation, Namespace(index)).GetTypeMembers()];
        for (int message = 0; message < schema.Messages.Count; message++)
        {
            INamedTypeSymbol encoder = OfTemplate(types, schema.Messages[message].Id, isEncoder: true);
            INamedTypeSymbol decoder = OfTemplate(types, schema.Messages[message].Id, isEncoder: false);
            drivers.Append(DriverWriter.Write(Driver(index, message), Namespace(index), version, schema.Messages[message], encoder, decoder));
        }
    }

    private static INamespaceSymbol Find(Compilation compilation, string nameSpace) =>
        nameSpace.Split('.').Aggregate(compilation.GlobalNamespace, (outer, name) => outer.GetNamespaceMembers().First(inner => inner.Name == name));

    private static INamedTypeSymbol OfTemplate(INamedTypeSymbol[] types, int id, bool isEncoder) => types.Single(type =>
        type.GetMembers("TemplateId").OfType<IFieldSymbol>().Any(one => one.ConstantValue is int value && value == id)
        && type.AllInterfaces.IsEmpty == isEncoder);

    // The first error with its line, and the schema that it came from.
    private static string Explain(Diagnostic[] errors, IReadOnlyList<(ModelSchema Schema, int Version)> wanted)
    {
        string path = errors[0].Location.SourceTree?.FilePath ?? string.Empty;
        int line = errors[0].Location.GetLineSpan().StartLinePosition.Line;
        string text = errors[0].Location.SourceTree?.GetText().Lines[line].ToString() ?? string.Empty;
        int owner = Enumerable.Range(0, wanted.Count).FirstOrDefault(index => path.Contains(Namespace(index) + ".", StringComparison.Ordinal), -1);
        string schema = owner < 0 ? string.Empty : SchemaXml.Write(wanted[owner].Schema, wanted[owner].Version);
        return $"{Text(errors.Length)} errors, first {errors[0]}\n{text}\n{schema}";
    }

    private static string Namespace(int index) => $"Random.S{Text(index)}";

    private static string Driver(int index, int message) => $"S{Text(index)}M{Text(message)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
