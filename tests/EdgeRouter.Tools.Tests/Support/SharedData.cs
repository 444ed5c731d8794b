namespace EdgeRouter.Tools.Tests.Support;

/// <summary>Real captures and schemas that are not part of the repository.</summary>
internal static class SharedData
{
    /// <summary>Path of a file below shared/data; ends the test as ignored where it is absent.</summary>
    public static string Require(string relativePath)
    {
        List<string> folders = [];
        if (Environment.GetEnvironmentVariable("EDGEROUTER_DATA") is { Length: > 0 } configured)
        {
            folders.Add(configured);
        }

        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            folders.Add(Path.Combine(folder.FullName, "shared", "data"));
        }

        string? path = folders.Select(folder => Path.Combine(folder, relativePath)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            Assert.Ignore("shared data not found: set EDGEROUTER_DATA");
        }

        return path!;
    }
}
