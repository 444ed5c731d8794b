using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Sbe;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>The recorded messages of one version of the schema, and the schema as it was: a folder <c>vN</c> with <c>schema.xml</c> and a JSON file a message.</summary>
internal sealed class Corpus
{
    private const string SchemaFile = "schema.xml";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private Corpus(int version, SbeSchema schema, IReadOnlyList<CorpusMessage> messages)
    {
        Version = version;
        Schema = schema;
        Messages = messages;
    }

    public int Version { get; }

    public SbeSchema Schema { get; }

    public IReadOnlyList<CorpusMessage> Messages { get; }

    /// <summary>Where the recorded versions lie: beside this file, found from the test's own folder.</summary>
    public static string Root { get; } = Path.Combine(FindRepository(), "tests", "EdgeRouter.Protocol.Tests", "Evolution");

    public static string TodaysSchemaText { get; } = ReadTodaysSchema();

    public static SbeSchema TodaysSchema { get; } = Parse(TodaysSchemaText);

    /// <summary>Every recorded version, oldest first.</summary>
    public static IReadOnlyList<Corpus> LoadAll(string root) =>
        [.. Directory.EnumerateDirectories(root, "v*").Select(folder => Load(folder, int.Parse(Path.GetFileName(folder)[1..]))).OrderBy(corpus => corpus.Version)];

    /// <summary>Records today's messages. Refuses where the version has a corpus: what is recorded stays for ever.</summary>
    public static string Record(string root)
    {
        string folder = Path.Combine(root, $"v{TodaysSchema.Version}");
        if (Directory.Exists(folder))
        {
            throw new InvalidOperationException($"version {TodaysSchema.Version} has a corpus, which may never change; raise the schema's version and record that");
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, SchemaFile), TodaysSchemaText);
        foreach (IGrouping<string, CorpusMessage> messages in CorpusSamples.All().GroupBy(message => message.Name))
        {
            JsonArray file = [.. messages.Select(m => new JsonObject { ["case"] = m.Case, ["wire"] = Convert.ToHexString(m.Wire), ["content"] = m.Content.DeepClone() })];
            File.WriteAllText(Path.Combine(folder, messages.Key + ".json"), file.ToJsonString(Readable) + "\n");
        }

        return folder;
    }

    public static SbeSchema Parse(string text)
    {
        SbeParseResult result = SbeSchemaParser.Parse("edgerouter-protocol.xml", text);
        return result.Schema ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static Corpus Load(string folder, int version)
    {
        IEnumerable<JsonNode> records = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).SelectMany(path => JsonNode.Parse(File.ReadAllText(path))!.AsArray()!)!;
        CorpusMessage[] messages = [.. records.Select(r => new CorpusMessage((string)r["case"]!, Convert.FromHexString((string)r["wire"]!), r["content"]!.AsObject()))];
        return new Corpus(version, Parse(File.ReadAllText(Path.Combine(folder, SchemaFile))), messages);
    }

    private static string ReadTodaysSchema()
    {
        using Stream stream = typeof(ProtocolReader).Assembly.GetManifestResourceStream("edgerouter-protocol.xml")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "EdgeRouter.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("no EdgeRouter.sln above the test's folder: the corpus lies in the source tree");
    }
}
