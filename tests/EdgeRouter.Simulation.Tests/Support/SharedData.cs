namespace EdgeRouter.Simulation.Tests.Support;

internal static class SharedData
{
    public static string FolderOrIgnore(string name)
    {
        string? root = Environment.GetEnvironmentVariable("EDGEROUTER_DATA");
        for (DirectoryInfo? at = new(TestContext.CurrentContext.TestDirectory); root is null && at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared", "data");
            root = Directory.Exists(candidate) ? candidate : null;
        }

        string folder = Path.Combine(root ?? string.Empty, name);
        if (root is null || !Directory.Exists(folder))
        {
            Assert.Ignore("shared data not found: set EDGEROUTER_DATA");
        }

        return folder;
    }
}
