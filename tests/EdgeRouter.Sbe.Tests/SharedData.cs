namespace EdgeRouter.Sbe.Tests;

/// <summary>Finds the test data that the repository does not hold.</summary>
internal static class SharedData
{
    /// <summary>Path below the shared data folder; ignores the test where there is none.</summary>
    public static string Path(string relative)
    {
        List<string> roots = [Environment.GetEnvironmentVariable("EDGEROUTER_DATA") ?? string.Empty];
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder != null; folder = folder.Parent)
        {
            roots.Add(System.IO.Path.Combine(folder.FullName, "shared", "data"));
        }

        string? found = roots.Where(root => root.Length > 0).Select(root => System.IO.Path.Combine(root, relative)).FirstOrDefault(System.IO.Path.Exists);
        if (found == null)
        {
            Assert.Ignore("shared data not found: set EDGEROUTER_DATA");
        }

        return found!;
    }
}
