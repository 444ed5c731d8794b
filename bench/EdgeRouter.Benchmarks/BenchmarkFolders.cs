namespace EdgeRouter.Benchmarks;

/// <summary>Where the repository is.</summary>
public static class BenchmarkFolders
{
    /// <summary>The nearest folder above that has EdgeRouter.sln.</summary>
    /// <param name="from">Where to start.</param>
    public static string FindRoot(string from)
    {
        DirectoryInfo? folder = new(from);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EdgeRouter.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"no EdgeRouter.sln above {from}");
    }
}
