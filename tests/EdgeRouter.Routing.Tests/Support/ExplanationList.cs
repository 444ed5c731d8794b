using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Routing.Tests.Support;

/// <summary>Keeps what a policy said.</summary>
internal sealed class ExplanationList : IPolicyExplanation
{
    private readonly List<(int Row, string Name, double Value, string Unit)> _terms = [];
    private readonly List<(int Row, string Text)> _notes = [];

    internal IReadOnlyList<(int Row, string Name, double Value, string Unit)> Terms => _terms;

    internal IReadOnlyList<(int Row, string Text)> Notes => _notes;

    internal double this[int row, string name] => _terms.Single(t => t.Row == row && t.Name == name).Value;

    public void AddTerm(int row, string name, double value, string unit) => _terms.Add((row, name, value, unit));

    public void AddNote(int row, string text) => _notes.Add((row, text));
}
