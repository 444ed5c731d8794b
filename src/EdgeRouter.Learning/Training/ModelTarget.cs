using EdgeRouter.Learning.Datasets;

namespace EdgeRouter.Learning.Training;

/// <summary>One of the three models: which label, which examples, which loss.</summary>
internal sealed record ModelTarget(string Name, string Objective, Func<TrainingRow, double> Label, Func<TrainingRow, double> Weight)
{
    /// <summary>Probability that a share of the child fills.</summary>
    public static readonly ModelTarget Fill = new("fill", "binary:logistic", row => row.FillShare, _ => 1);

    /// <summary>Cost of what fills.</summary>
    public static readonly ModelTarget Cost = new("cost", "reg:squarederror", row => row.CostBps, row => row.FillShare);

    /// <summary>Cost of what does not fill here and is executed later or never.</summary>
    public static readonly ModelTarget Completion = new("completion", "reg:squarederror", row => row.CompletionBps, row => 1 - row.FillShare);

    /// <summary>Whether the label is a probability.</summary>
    public bool IsProbability => Objective == "binary:logistic";

    /// <summary>Whether an example has the label and some weight.</summary>
    /// <param name="row">The example.</param>
    public bool Has(TrainingRow row) => !double.IsNaN(Label(row)) && Weight(row) > 0;
}
