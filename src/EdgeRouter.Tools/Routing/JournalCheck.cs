namespace EdgeRouter.Tools.Routing;

/// <summary>What was worked out again from a journal, and whether it is what stands there.</summary>
/// <param name="Name">What.</param>
/// <param name="IsSame">Whether it is the same; null = it cannot be worked out from this journal.</param>
/// <param name="Text">The numbers, or why not.</param>
public readonly record struct JournalCheck(string Name, bool? IsSame, string Text);
