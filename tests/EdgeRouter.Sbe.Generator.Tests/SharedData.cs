namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>Finds the test data that the repository does not hold.</summary>
internal static class SharedData
{
    /// <summary>Path below the shared data folder; ignores the test where there is none.</summary>
    public static string Path(string relative)
    {
        string? found = Find(relative);
        if (found == null)
        {
            Assert.Ignore("shared data not found: set EDGEROUTER_DATA");
        }

        return found!;
    }

    /// <summary>Schema files below a folder; one null where there is no data, so that the test shows as ignored.</summary>
    public static IEnumerable<string?> Schemas(string folder)
    {
        string? found = Find(folder);
        return found == null ? [null] : Directory.GetFiles(found, "*.xml").Order().Select(file => (string?)System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)));
    }

    private static string? Find(string relative)
    {
        List<string> roots = [Environment.GetEnvironmentVariable("EDGEROUTER_DATA") ?? string.Empty];
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder != null; folder = folder.Parent)
        {
            roots.Add(System.IO.Path.Combine(folder.FullName, "shared", "data"));
        }

        return roots.Where(root => root.Length > 0).Select(root => System.IO.Path.Combine(root, relative)).FirstOrDefault(System.IO.Path.Exists);
    }
}
