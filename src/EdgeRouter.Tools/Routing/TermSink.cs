using System.Text.RegularExpressions;
using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Tools.Routing;

/// <summary>Gathers the terms of a policy or of a score. Venue numbers in sentences become names.</summary>
internal sealed partial class TermSink(DecisionExplanation target, bool isScore) : IPolicyExplanation
{
    /// <inheritdoc/>
    public void AddTerm(int row, string name, double value, string unit)
    {
        List<NamedValue> list = row == IPolicyExplanation.WholeDecision
            ? isScore ? target.Objective : target.PolicyTerms
            : isScore ? target.Rows[row].Scores : target.Rows[row].Policy;
        list.Add(new NamedValue(name, value, unit));
    }

    /// <inheritdoc/>
    public void AddNote(int row, string text)
    {
        string named = VenuePattern().Replace(text, m => int.TryParse(m.Groups[1].ValueSpan, out int id) && id < target.Venues.Count ? target.Venues[id] : m.Value);
        List<string> notes = row == IPolicyExplanation.WholeDecision
            ? isScore ? target.ObjectiveNotes : target.Notes
            : isScore ? target.Rows[row].ScoreNotes : target.Rows[row].Notes;
        notes.Add(named);
    }

    [GeneratedRegex(@"\bvenue (\d+)\b", RegexOptions.None, 1000)]
    private static partial Regex VenuePattern();
}
