namespace EdgeRouter.RepoTests;

/// <summary>Fails a test with every offender, not only the first.</summary>
internal static class Offenders
{
    internal static void AssertNone(IEnumerable<string> offenders, string rule)
    {
        string[] all = [.. offenders];
        Assert.That(all, Is.Empty, $"{rule}{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", all)}");
    }
}
