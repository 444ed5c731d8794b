namespace EdgeRouter.RepoTests;

/// <summary>One ProjectReference of a csproj.</summary>
/// <param name="Target">Name of the project referenced.</param>
/// <param name="IsAnalyzer">Whether it is referenced as an analyzer only, not as a library.</param>
internal sealed record ProjectLink(string Target, bool IsAnalyzer);
