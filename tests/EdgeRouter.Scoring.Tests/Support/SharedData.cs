namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Finds the reference data that is kept outside the repository.</summary>
internal static class SharedData
{
    public static string Folder(string relative)
    {
        string? root = Environment.GetEnvironmentVariable("EDGEROUTER_DATA");
        for (var up = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); root is null && up is not null; up = up.Parent)
        {
            string candidate = Path.Combine(up.FullName, "shared", "data");
            root = Directory.Exists(candidate) ? candidate : null;
        }

        string? folder = root is null ? null : Path.Combine(root, relative);
        if (folder is null || !Directory.Exists(folder))
        {
            Assert.Ignore("shared data not found: set EDGEROUTER_DATA");
        }

        return folder!;
    }
}
