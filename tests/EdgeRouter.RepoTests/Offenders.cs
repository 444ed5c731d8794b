namespace EdgeRouter.RepoTests;

/// <summary>Fails a test with every offender, not only the first.</summary>
internal static class Offenders
{
    internal static void AssertNone(IEnumerable<string> offenders, string rule)
    {
        string[] all = [.. offenders];
        if (all.Length > 0)
        {
            Assert.Fail($"{rule}{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", all)}");
        }
    }
}
