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
    private static readonly MetadataReference Self = MetadataReference.CreateFromFile(typeof(IMessageCodec).Assembly.Location);

    /// <summary>Compiles.</summary>
    /// <param name="isDebug">Whether the encoders check their order.</param>
    /// <param name="wanted">Schemas and versions.</param>
    /// <returns>One a schema and version, in order: drivers of its messages.</returns>
    public static IReadOnlyList<IMessageCodec[]> Compile(bool isDebug, IReadOnlyList<(ModelSchema Schema, int Version)> wanted)
    {
        (string, string, string?)[] files = [.. wanted.Select((one, index) => ($"s{Text(index)}.xml", SchemaXml.Write(one.Schema, one.Version), (string?)Namespace(index)))];
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug, string.Empty, files);
        Agree.Equal(outcome.Exception, null, "the generator threw");
        Agree.Sequence(outcome.Diagnostics, [], "the generator's diagnostics");
        StringBuilder drivers = new("#nullable enable\n#pragma warning disable\nnamespace Drivers;\n");
        for (int index = 0; index < wanted.Count; index++)
        {
            WriteDrivers(drivers, outcome.Compilation, wanted[index].Schema, wanted[index].Version, index);
        }

        CSharpParseOptions options = (CSharpParseOptions)outcome.Compilation.SyntaxTrees.First().Options;
        Compilation whole = outcome.Compilation.AddReferences(Self).AddSyntaxTrees(CSharpSyntaxTree.ParseText(drivers.ToString(), options));
        using MemoryStream stream = new();
        ImmutableArray<Diagnostic> found = whole.Emit(stream).Diagnostics;
        Diagnostic[] errors = [.. found.Where(one => one.Severity == DiagnosticSeverity.Error)];
        if (errors.Length > 0)
        {
            throw new DisagreementException(Explain(errors, wanted));
        }

        Assembly assembly = Assembly.Load(stream.ToArray());
        return [.. wanted.Select((one, index) => one.Schema.Messages
            .Select((_, message) => (IMessageCodec)Activator.CreateInstance(assembly.GetType("Drivers." + Driver(index, message), throwOnError: true)!)!).ToArray())];
    }

    private static void WriteDrivers(StringBuilder drivers, Compilation compilation, ModelSchema schema, int version, int index)
    {
        INamespaceSymbol nameSpace = compilation.GlobalNamespace.GetNamespaceMembers().First(one => one.Name == "Random").GetNamespaceMembers().First(one => one.Name == $"S{Text(index)}");
        INamedTypeSymbol[] types = [.. nameSpace.GetTypeMembers()];
        for (int message = 0; message < schema.Messages.Count; message++)
        {
            INamedTypeSymbol encoder = OfTemplate(types, schema.Messages[message], isEncoder: true);
            INamedTypeSymbol decoder = OfTemplate(types, schema.Messages[message], isEncoder: false);
            drivers.Append(DriverWriter.Write(Driver(index, message), Namespace(index), version, schema.Messages[message], encoder, decoder));
        }
    }

    private static INamedTypeSymbol OfTemplate(INamedTypeSymbol[] types, ModelBlock message, bool isEncoder) => types.Single(type =>
        type.GetMembers("TemplateId").OfType<IFieldSymbol>().Any(one => one.ConstantValue is int id && id == message.Id)
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
