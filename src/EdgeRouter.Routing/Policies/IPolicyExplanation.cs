namespace EdgeRouter.Routing.Policies;

/// <summary>Takes the arithmetic that led to a decision, row by row; control plane.</summary>
public interface IPolicyExplanation
{
    /// <summary>In the place of a row: what is said holds for the whole decision.</summary>
    const int WholeDecision = -1;

    /// <summary>A number that the decision came from.</summary>
    /// <param name="row">Row of the context, or <see cref="WholeDecision"/>.</param>
    /// <param name="name">What it is; the same words for every row.</param>
    /// <param name="value">Its value; NaN = not known.</param>
    /// <param name="unit">Its unit; empty for a pure number.</param>
    void AddTerm(int row, string name, double value, string unit);

    /// <summary>What it means, in plain words.</summary>
    /// <param name="row">Row of the context, or <see cref="WholeDecision"/>.</param>
    /// <param name="text">A sentence.</param>
    void AddNote(int row, string text);
}
