namespace EdgeRouter.Ingest.Tests.Support;

/// <summary>Real captures that are not part of the repository.</summary>
internal static class SharedData
{
    /// <summary>Path of a file below shared/data; ends the test as ignored where it is absent.</summary>
    public static string Require(string relativePath)
    {
        string? configured = Environment.GetEnvironmentVariable("EDGEROUTER_DATA");
        if (configured is not null && File.Exists(Path.Combine(configured, relativePath)))
        {
            return Path.Combine(configured, relativePath);
        }

        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "data", relativePath);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Ignore("shared data not found: set EDGEROUTER_DATA");
        return string.Empty;
    }

    public static string CmeCapture => Require("cme/cme_mdp3_v1.8_ch320_AB_20160927.pcapng");
}
