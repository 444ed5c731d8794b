using System.Globalization;
using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Learning.Xgboost;

/// <summary>Trains gradient-boosted trees with libxgboost. Same data, parameters, seed and number of threads: same bytes.</summary>
public static class XgboostTrainer
{
    private static readonly string[] OwnParameters = ["seed", "random_state", "nthread", "n_jobs"];

    /// <summary>Trains one model.</summary>
    /// <param name="train">Training rows.</param>
    /// <param name="options">Parameters, rounds, seed, threads.</param>
    /// <param name="evaluated">Datasets by name whose metrics are recorded after each round; may be empty. None is used for training.</param>
    /// <exception cref="EdgeRouterException">ER7003: bad options; ER7001: the library refused a parameter or the data.</exception>
    public static XgboostModel Train(
        XgboostDataset train,
        XgboostTrainingOptions options,
        params IReadOnlyList<KeyValuePair<string, XgboostDataset>> evaluated)
    {
        Validate(train, options, evaluated);
        BoosterHandle booster = Create(train, evaluated);
        try
        {
            SetParameters(booster, train, options);
            var history = new List<RoundMetrics>();
            for (int round = 0; round < options.RoundCount; round++)
            {
                XgboostLibrary.Check(NativeXgboost.UpdateOneRound(booster, round, train.Matrix), $"train round {round}");
                if (evaluated.Count > 0)
                {
                    history.Add(Evaluate(booster, round, evaluated));
                }
            }

            return new XgboostModel(booster, history);
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    private static unsafe BoosterHandle Create(XgboostDataset train, IReadOnlyList<KeyValuePair<string, XgboostDataset>> evaluated)
    {
        using var matrices = new MatrixArray([train.Matrix, .. evaluated.Select(static pair => pair.Value.Matrix)]);
        fixed (nint* first = matrices.Pointers)
        {
            XgboostLibrary.Check(NativeXgboost.CreateBooster(first, (ulong)matrices.Pointers.Length, out nint booster), "create a model");
            return new BoosterHandle(booster);
        }
    }

    // In a fixed order, so that nothing hangs on the order of a dictionary. Verbosity 0: the library's warnings go to stderr otherwise.
    private static void SetParameters(BoosterHandle booster, XgboostDataset train, XgboostTrainingOptions options)
    {
        Set(booster, "verbosity", "0");
        foreach ((string name, string value) in options.Parameters.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            Set(booster, name, value);
        }

        Set(booster, "seed", options.Seed.ToString(CultureInfo.InvariantCulture));
        Set(booster, "nthread", options.ThreadCount.ToString(CultureInfo.InvariantCulture));
        string[] names = train.FeatureNameArray;
        XgboostLibrary.Check(NativeXgboost.SetBoosterFeatureInfo(booster, "feature_name", names, (ulong)names.Length), "set feature names");
    }

    private static void Set(BoosterHandle booster, string name, string value) =>
        XgboostLibrary.Check(NativeXgboost.SetParameter(booster, name, value), $"set parameter {name}");

    private static unsafe RoundMetrics Evaluate(BoosterHandle booster, int round, IReadOnlyList<KeyValuePair<string, XgboostDataset>> evaluated)
    {
        using var matrices = new MatrixArray([.. evaluated.Select(static pair => pair.Value.Matrix)]);
        string[] names = [.. evaluated.Select(static pair => pair.Key)];
        fixed (nint* first = matrices.Pointers)
        {
            int code = NativeXgboost.EvaluateOneRound(booster, round, first, names, (ulong)names.Length, out byte* text);
            XgboostLibrary.Check(code, $"evaluate round {round}");
            return MetricText.Parse(round, Marshal.PtrToStringUTF8((nint)text) ?? string.Empty);
        }
    }

    private static void Validate(XgboostDataset train, XgboostTrainingOptions options, IReadOnlyList<KeyValuePair<string, XgboostDataset>> evaluated)
    {
        if (options.RoundCount < 1 || options.ThreadCount < 1)
        {
            throw EdgeRouterException.Usage(LearningErrors.BadTrainingOptions, "training needs at least one round and one thread");
        }

        string? own = Array.Find(OwnParameters, options.Parameters.ContainsKey);
        if (own is not null)
        {
            throw EdgeRouterException.Usage(LearningErrors.BadTrainingOptions, $"parameter {own} is set by the trainer; give seed and threads as options");
        }

        foreach ((string name, XgboostDataset dataset) in evaluated)
        {
            if (name.AsSpan().ContainsAny('\t', ':') || !dataset.FeatureNames.SequenceEqual(train.FeatureNames, StringComparer.Ordinal))
            {
                throw EdgeRouterException.Usage(
                    LearningErrors.BadTrainingOptions, $"evaluated dataset \"{name}\" must have the training's features and a name without tab or colon");
            }
        }
    }
}
