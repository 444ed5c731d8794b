using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Cli.Tests.Scoring;

/// <summary>A reference model with rows and with the answers of the library that trained it.</summary>
internal sealed record ModelFixture(string Folder, string ModelPath, string Ending, string[] Options)
{
    public string Rows => Path.Combine(Folder, $"X.{Ending}");

    public string Raw => Path.Combine(Folder, $"raw.{Ending}");

    public string Predictions => Path.Combine(Folder, $"pred.{Ending}");

    public bool IsXgboost => Ending == "f32";

    public CompiledForest Forest => ForestCompiler.Compile(ModelImporter.Load(ModelPath));

    public static IEnumerable<ModelFixture> All() => Xgboost("model.json").Concat(Xgboost("model.ubj")).Concat(LightGbm());

    public static IEnumerable<ModelFixture> Xgboost(string modelName)
    {
        foreach ((string folder, JsonElement entry) in Entries("xgboost-1.7"))
        {
            JsonElement missing = entry.GetProperty("missing");
            string[] options = missing.ValueKind == JsonValueKind.Number ? ["--missing", missing.GetRawText()] : [];
            yield return new ModelFixture(folder, Path.Combine(folder, modelName), "f32", options);
        }
    }

    public static IEnumerable<ModelFixture> LightGbm() => Entries("lightgbm").Select(static e => new ModelFixture(e.Folder, Path.Combine(e.Folder, "model.txt"), "f64", []));

    /// <summary>Scores the fixture's rows and gives the bytes written.</summary>
    public byte[] Score(TemporaryFolder folder, string rows, string ending, params string[] options)
    {
        string output = folder.File($"out.{ending}");
        CommandResult result = InProcess.Run(["score", "--model", ModelPath, "--input", rows, "--output", output, .. Options, .. options]);
        Assert.That(result.ExitCode, Is.Zero, $"{ModelPath}: {result.Stderr}");
        return File.ReadAllBytes(output);
    }

    public double[] Values(string path) => IsXgboost
        ? [.. MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray().Select(static x => (double)x)]
        : MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path)).ToArray();

    public override string ToString() => $"{Path.GetFileName(Folder)}/{Path.GetFileName(ModelPath)}";

    private static IEnumerable<(string Folder, JsonElement Entry)> Entries(string library)
    {
        string folder = SharedData.Models(library);
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        return [.. manifest.RootElement.Clone().EnumerateArray().Select(entry => (Path.Combine(folder, entry.GetProperty("name").GetString()!), entry))];
    }
}
