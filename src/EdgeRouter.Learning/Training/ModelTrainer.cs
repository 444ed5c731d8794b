using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Learning.Datasets;
using EdgeRouter.Learning.Xgboost;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Learning.Training;

/// <summary>Trains the fill, cost and completion-cost models and writes them as a model set. Deterministic for the same examples, options and threads.</summary>
public static class ModelTrainer
{
    private const int ExampleCountMin = 200;

    /// <summary>Trains and writes.</summary>
    /// <param name="set">Examples.</param>
    /// <param name="options">How.</param>
    /// <param name="folder">Where the model set goes.</param>
    /// <param name="progress">Told the name of each model before it is trained.</param>
    /// <exception cref="EdgeRouterException">ER7013: too few examples of a label; ER70xx: libxgboost; ER4009: the folder cannot be written.</exception>
    public static TrainingOutcome Train(TrainingSet set, TrainingOptions options, string folder, Action<string> progress)
    {
        options.Validated();
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        TrainingRow[] ordered = [.. set.Rows.OrderBy(r => r.TimeNs).ThenBy(r => r.Index)];
        byte[][] models = [.. new[] { ModelTarget.Fill, ModelTarget.Cost, ModelTarget.Completion }.Select(target =>
        {
            progress(target.Name);
            return TrainOne(set, ordered, target, options, metrics);
        })];
        ModelSetFolder.Write(folder, Describe(set, ordered, options, metrics), models[0], models[1], models[2]);
        return new TrainingOutcome(folder, ordered.Length, metrics);
    }

    private static byte[] TrainOne(TrainingSet set, TrainingRow[] ordered, ModelTarget target, TrainingOptions options, SortedDictionary<string, double> metrics)
    {
        TrainingRow[] rows = [.. ordered.Where(target.Has)];
        if (rows.Length < ExampleCountMin && target == ModelTarget.Completion)
        {
            return TrainConstant(set, ordered, options, metrics);
        }

        if (rows.Length < ExampleCountMin)
        {
            throw EdgeRouterException.BadInput("ER7013", $"only {rows.Length} examples for the {target.Name} model, {ExampleCountMin} are the least; simulate a longer training day");
        }

        int trainCount = (int)(rows.Length * (1 - options.ValidationFraction));
        if (trainCount < rows.Length)
        {
            using XgboostModel probe = Fit(set, rows[..trainCount], target, options);
            Measure(set, rows, trainCount, target, options, probe, metrics);
        }

        using XgboostModel model = Fit(set, rows, target, options);
        metrics[$"{target.Name}.examples"] = rows.Length;
        return model.ToUbj();
    }

    // Where everything fills at once, nothing is known of what completing costs: then it is taken to cost what filling costs on average.
    private static byte[] TrainConstant(TrainingSet set, TrainingRow[] ordered, TrainingOptions options, SortedDictionary<string, double> metrics)
    {
        TrainingRow[] filled = [.. ordered.Where(ModelTarget.Cost.Has)];
        double mean = WeightedMean(filled, ModelTarget.Cost, options);
        metrics["completion.constant_bps"] = mean;
        using XgboostModel model = Fit(set, filled, ModelTarget.Cost with { Name = ModelTarget.Completion.Name, Label = _ => mean }, options, startAt: mean);
        return model.ToUbj();
    }

    private static XgboostModel Fit(TrainingSet set, TrainingRow[] rows, ModelTarget target, TrainingOptions options, double? startAt = null)
    {
        using XgboostDataset data = ToDataset(set, rows, target, options);
        Dictionary<string, string> parameters = ParametersOf(target, options);
        if (startAt is { } value)
        {
            parameters["base_score"] = value.ToString("R", CultureInfo.InvariantCulture);
        }

        return XgboostTrainer.Train(
            data,
            new XgboostTrainingOptions { Parameters = parameters, RoundCount = options.RoundCount, Seed = options.Seed, ThreadCount = options.ThreadCount });
    }

    private static XgboostDataset ToDataset(TrainingSet set, TrainingRow[] rows, ModelTarget target, TrainingOptions options)
    {
        int columns = set.FeatureNames.Count;
        float[] features = new float[rows.Length * columns];
        float[] labels = new float[rows.Length];
        float[] weights = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            set.FeaturesOf(rows[i]).CopyTo(features.AsSpan(i * columns, columns));
            labels[i] = (float)Cut(target.Label(rows[i]), target, options);
            weights[i] = (float)target.Weight(rows[i]);
        }

        return new XgboostDataset(set.FeatureNames, features, labels, weights, options.ThreadCount);
    }

    private static double Cut(double label, ModelTarget target, TrainingOptions options) =>
        target.IsProbability ? label : Math.Clamp(label, -options.CostLimitBps, options.CostLimitBps);

    private static Dictionary<string, string> ParametersOf(ModelTarget target, TrainingOptions options) => new(StringComparer.Ordinal)
    {
        ["objective"] = target.Objective,
        ["tree_method"] = "hist",
        ["max_depth"] = options.MaxDepth.ToString(CultureInfo.InvariantCulture),
        ["eta"] = options.LearningRate.ToString("R", CultureInfo.InvariantCulture),
        ["min_child_weight"] = LeafWeightMin(target, options),
        ["subsample"] = "0.8",
        ["colsample_bytree"] = "0.8",
        ["lambda"] = "5",
    };

    // A probability's weight is its second derivative p(1−p), at most a quarter of an example.
    private static string LeafWeightMin(ModelTarget target, TrainingOptions options) =>
        (target.IsProbability ? options.MinChildWeight / 4 : options.MinChildWeight).ToString("R", CultureInfo.InvariantCulture);

    private static void Measure(
        TrainingSet set, TrainingRow[] rows, int trainCount, ModelTarget target, TrainingOptions options, XgboostModel model, SortedDictionary<string, double> metrics)
    {
        TrainingRow[] held = rows[trainCount..];
        using XgboostDataset data = ToDataset(set, held, target, options);
        float[] margins = model.PredictMargins(data);
        double constant = WeightedMean(rows[..trainCount], target, options);
        double loss = 0;
        double constantLoss = 0;
        double weight = 0;
        for (int i = 0; i < held.Length; i++)
        {
            double w = target.Weight(held[i]);
            double label = Cut(target.Label(held[i]), target, options);
            loss += w * Loss(target, label, target.IsProbability ? DeterministicMath.Logistic(margins[i]) : margins[i]);
            constantLoss += w * Loss(target, label, constant);
            weight += w;
        }

        string name = target.IsProbability ? "logloss" : "rmse_bps";
        metrics[$"{target.Name}.{name}"] = Finish(target, loss / weight);
        metrics[$"{target.Name}.{name}_of_constant"] = Finish(target, constantLoss / weight);
    }

    private static double WeightedMean(TrainingRow[] rows, ModelTarget target, TrainingOptions options) =>
        rows.Sum(r => target.Weight(r) * Cut(target.Label(r), target, options)) / rows.Sum(r => target.Weight(r));

    private static double Loss(ModelTarget target, double label, double prediction)
    {
        if (!target.IsProbability)
        {
            return (label - prediction) * (label - prediction);
        }

        double p = Math.Clamp(prediction, 1e-6, 1 - 1e-6);
        return -(label * DeterministicMath.Log(p)) - ((1 - label) * DeterministicMath.Log(1 - p));
    }

    private static double Finish(ModelTarget target, double meanLoss) => target.IsProbability ? meanLoss : Math.Sqrt(meanLoss);

    private static ModelSetDescription Describe(TrainingSet set, TrainingRow[] ordered, TrainingOptions options, SortedDictionary<string, double> metrics) => new()
    {
        Features = set.FeatureNames,
        DataRange = new ModelDataRange(ordered[0].TimeNs, ordered[^1].TimeNs, ordered.Length),
        Metrics = metrics,
        Parameters = new Dictionary<string, string>(ParametersOf(ModelTarget.Cost, options), StringComparer.Ordinal)
        {
            ["objective"] = string.Join(", ", new[] { ModelTarget.Fill, ModelTarget.Cost, ModelTarget.Completion }.Select(t => $"{t.Name} {t.Objective}")),
            ["min_child_weight"] = LeafWeightMin(ModelTarget.Cost, options),
            ["fill.min_child_weight"] = LeafWeightMin(ModelTarget.Fill, options),
            ["rounds"] = options.RoundCount.ToString(CultureInfo.InvariantCulture),
            ["threads"] = options.ThreadCount.ToString(CultureInfo.InvariantCulture),
            ["cost_limit_bps"] = options.CostLimitBps.ToString("R", CultureInfo.InvariantCulture),
        },
        Seed = options.Seed,
        Trainer = XgboostLibrary.Version,
    };
}
