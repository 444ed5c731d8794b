namespace EdgeRouter.TestSummary;

/// <summary>One test that needs a word: it failed, or it was skipped.</summary>
/// <param name="Test">The test's name.</param>
/// <param name="Reason">What it said, in one line.</param>
public sealed record TestNote(string Test, string Reason);
