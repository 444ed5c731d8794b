namespace EdgeRouter.Cli.Tests.Captures;

/// <summary>Real captures and reference models that are not part of the repository.</summary>
internal static class SharedData
{
    /// <summary>The real capture of a CME channel; ends the test as ignored where it is absent.</summary>
    public static string CmeCapture => Require("cme/cme_mdp3_v1.8_ch320_AB_20160927.pcapng");

    /// <summary>A folder of reference models with the answers of the libraries that trained them.</summary>
    public static string Models(string name) => Path.GetDirectoryName(Require($"models/{name}/manifest.json"))!;

    private static string Require(string relativePath)
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
