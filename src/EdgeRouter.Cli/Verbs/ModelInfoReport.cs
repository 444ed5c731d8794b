using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows what a model file holds and how it compiles.</summary>
/// <param name="path">The file.</param>
/// <param name="isForestFile">Whether it is a forest file.</param>
/// <param name="forest">Its forest.</param>
internal sealed class ModelInfoReport(string path, bool isForestFile, CompiledForest forest)
{
    private readonly TreeEnsemble[] _models = forest.Models.ToArray();
    private readonly EnsembleStatistics[] _statistics = [.. forest.Models.ToArray().Select(EnsembleStatistics.Of)];
    private readonly ForestStatistics _lanes = ForestStatistics.Of(forest);

    /// <summary>Whether the forest is what its models give when they are compiled again.</summary>
    public bool IsSound { get; } = !isForestFile || forest.IsReproducible();

    /// <summary>One object.</summary>
    /// <param name="json">The writer, inside an array.</param>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        json.WriteString("kind", isForestFile ? "forest" : "model");
        json.WriteString("id", forest.ForestId);
        json.WriteBoolean("sound", IsSound);
        json.WriteStartArray("models");
        for (int m = 0; m < _models.Length; m++)
        {
            WriteModel(json, _models[m], _statistics[m]);
        }

        json.WriteEndArray();
        WriteFeatures(json);
        WriteForest(json);
        WriteOutputs(json);
        json.WriteEndObject();
    }

    /// <summary>Tables.</summary>
    /// <param name="reporter">Takes them.</param>
    public void WriteText(ConsoleReporter reporter)
    {
        for (int m = 0; m < _models.Length; m++)
        {
            reporter.ResultTable(string.Empty, ["model", Title(m)], ModelRows(_models[m], _statistics[m]));
        }

        reporter.ResultTable(string.Empty, [">output", ">model", ">of it", ">base margin", ">scale bits", ">quantisation bound", ">error bound"], OutputRows());
        reporter.ResultTable(string.Empty, ["forest", forest.ForestId], ForestRows());
        bool[] used = UsedFeatures();
        reporter.Result($"features used: {Names(used, wanted: true)}");
        reporter.Result($"features unused: {Names(used, wanted: false)}");
        reporter.Result(string.Empty);
    }

    private static string LibraryOf(TreeEnsemble model) => model.Library == ModelLibrary.Xgboost ? "xgboost" : "lightgbm";

    private static void WriteModel(Utf8JsonWriter json, TreeEnsemble model, EnsembleStatistics statistics)
    {
        json.WriteStartObject();
        json.WriteString("id", model.ModelId);
        json.WriteString("library", LibraryOf(model));
        json.WriteString("objective", model.Objective);
        json.WriteString("link", model.Link.ToString());
        json.WriteNumber("linkScale", model.LinkScale);
        json.WriteNumber("averageOver", model.AverageOver);
        json.WriteNumber("outputs", model.OutputCount);
        json.WriteBoolean("linear", model.IsLinear);
        json.WriteNumber("trees", model.TreeCount);
        json.WriteNumber("splits", statistics.SplitCount);
        json.WriteNumber("categoricalSplits", statistics.CategoricalSplitCount);
        json.WriteNumber("leaves", statistics.LeafCount);
        WriteSpread(json, "depth", statistics.Depths);
        WriteSpread(json, "leavesOfTree", statistics.Leaves);
        json.WriteStartArray("treesOfDepth");
        foreach (int trees in statistics.TreesOfDepth)
        {
            json.WriteNumberValue(trees);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSpread(Utf8JsonWriter json, string name, Spread spread)
    {
        json.WriteStartObject(name);
        json.WriteNumber("min", spread.Smallest);
        json.WriteNumber("median", spread.Median);
        json.WriteNumber("max", spread.Largest);
        json.WriteEndObject();
    }

    private static IEnumerable<string[]> ModelRows(TreeEnsemble model, EnsembleStatistics statistics) =>
    [
        ["id", model.ModelId],
        ["library", LibraryOf(model)],
        ["objective", model.Objective],
        ["link", model.LinkScale == 1.0 ? model.Link.ToString() : string.Create(CultureInfo.InvariantCulture, $"{model.Link} × {model.LinkScale}")],
        ["outputs", Figures.Count(model.OutputCount)],
        ["averages over", Figures.Count(model.AverageOver)],
        ["linear terms", model.IsLinear ? "yes" : "no"],
        ["trees", Figures.Count(model.TreeCount)],
        ["splits", string.Create(CultureInfo.InvariantCulture, $"{statistics.SplitCount:N0} ({statistics.CategoricalSplitCount:N0} categorical)")],
        ["leaves", Figures.Count(statistics.LeafCount)],
        ["depth min, median, max", Text(statistics.Depths)],
        ["leaves of a tree", Text(statistics.Leaves)],
    ];

    private static string Text(Spread spread) => string.Create(CultureInfo.InvariantCulture, $"{spread.Smallest:N0}, {spread.Median:N0}, {spread.Largest:N0}");

    private static string Bound(double value) => value.ToString("0.###e+0", CultureInfo.InvariantCulture);

    private string Title(int model) => _models.Length == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{model} of {path}");

    private IEnumerable<string[]> OutputRows()
    {
        for (int o = 0; o < forest.Outputs.Length; o++)
        {
            ForestOutput output = forest.Outputs[o];
            yield return
            [
                Figures.Count(o),
                Figures.Count(output.Model),
                Figures.Count(output.Output),
                _models[output.Model].BaseMargins[output.Output].ToString("R", CultureInfo.InvariantCulture),
                output.ScaleBits.ToString(CultureInfo.InvariantCulture),
                Bound(output.QuantisationBound),
                Bound(output.ErrorBound),
            ];
        }
    }

    private IEnumerable<string[]> ForestRows()
    {
        ForestShape shape = forest.Shape;
        return
        [
            ["compiled again", IsSound ? "the same bytes" : "OTHER BYTES: another version compiled it, or it is forged"],
            ["size", $"{Figures.Count(forest.SizeBytes)} bytes"],
            ["trees complete (6 levels)", Figures.Count(shape.Complete)],
            ["trees compact (64 leaves)", Figures.Count(shape.Compact)],
            ["trees deep", Figures.Count(shape.Deep)],
            ["trees walked only", Figures.Count(shape.WalkOnly)],
            ["nodes after pruning", Figures.Count(shape.Nodes)],
            ["lanes", $"{Figures.Count(_lanes.LaneCount)} ({Figures.Count(_lanes.CategoricalLaneCount)} categorical), {Figures.Count(_lanes.RowBytes)} bytes a row"],
            ["columns", Figures.Count(_lanes.ColumnCount)],
            ["cuts", $"{Figures.Count(_lanes.CutCount)}, at most {Figures.Count(_lanes.MaxCutsOfFeature)} of one feature"],
            ["evaluators here", string.Join(", ", EvaluatorSupport.For(forest).Select(EvaluatorSupport.NameOf))],
        ];
    }

    private void WriteFeatures(Utf8JsonWriter json)
    {
        bool[] used = UsedFeatures();
        json.WriteStartArray("features");
        for (int f = 0; f < used.Length; f++)
        {
            json.WriteStartObject();
            json.WriteString("name", forest.FeatureNames[f]);
            json.WriteBoolean("used", used[f]);
            json.WriteNumber("splits", _statistics.Sum(one => one.SplitsOfFeature[f]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteForest(Utf8JsonWriter json)
    {
        ForestShape shape = forest.Shape;
        json.WriteStartObject("forest");
        json.WriteNumber("bytes", forest.SizeBytes);
        json.WriteNumber("complete", shape.Complete);
        json.WriteNumber("compact", shape.Compact);
        json.WriteNumber("deep", shape.Deep);
        json.WriteNumber("walkOnly", shape.WalkOnly);
        json.WriteNumber("nodes", shape.Nodes);
        json.WriteNumber("lanes", _lanes.LaneCount);
        json.WriteNumber("categoricalLanes", _lanes.CategoricalLaneCount);
        json.WriteNumber("rowBytes", _lanes.RowBytes);
        json.WriteNumber("columns", _lanes.ColumnCount);
        json.WriteNumber("cuts", _lanes.CutCount);
        json.WriteNumber("maxCuts", _lanes.MaxCutsOfFeature);
        json.WriteStartArray("evaluators");
        foreach (EvaluatorKind kind in EvaluatorSupport.For(forest))
        {
            json.WriteStringValue(EvaluatorSupport.NameOf(kind));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteOutputs(Utf8JsonWriter json)
    {
        json.WriteStartArray("outputs");
        foreach (ForestOutput output in forest.Outputs)
        {
            json.WriteStartObject();
            json.WriteNumber("model", output.Model);
            json.WriteNumber("output", output.Output);
            json.WriteNumber("baseMargin", _models[output.Model].BaseMargins[output.Output]);
            json.WriteNumber("scaleBits", output.ScaleBits);
            json.WriteFinite("quantisationBound", output.QuantisationBound);
            json.WriteFinite("errorBound", output.ErrorBound);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private bool[] UsedFeatures() => [.. Enumerable.Range(0, forest.FeatureCount).Select(f => _statistics.Any(one => one.FeaturesUsed[f]))];

    private string Names(bool[] used, bool wanted)
    {
        string[] names = [.. forest.FeatureNames.ToArray().Where((_, f) => used[f] == wanted)];
        return names.Length == 0 ? "none" : $"{Figures.Count(names.Length)}: {string.Join(' ', names)}";
    }
}
