namespace EdgeRouter.MarketData.Tests.Support;

/// <summary>Finds the real captures: the folder in EDGEROUTER_DATA, or <c>shared/data</c> beside a parent of the test folder.</summary>
internal static class CaptureData
{
    public static string CmePath()
    {
        string? root = Environment.GetEnvironmentVariable("EDGEROUTER_DATA") is { Length: > 0 } given ? given : Find();
        string? file = root is null ? null : Directory.EnumerateFiles(Path.Combine(root, "cme"), "*.pcapng").FirstOrDefault();
        if (file is null)
        {
            Assert.Ignore("shared data not found: set EDGEROUTER_DATA");
        }

        return file!;
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
