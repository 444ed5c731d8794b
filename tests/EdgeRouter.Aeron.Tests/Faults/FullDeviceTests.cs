using System.Diagnostics;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Faults;

/// <summary>A driver whose device is full: a small tmpfs in a mount namespace of its own.</summary>
[TestFixture]
public sealed class FullDeviceTests
{
    [Test]
    public void ShouldRefuseWhatHasNoRoomAndLiveOn()
    {
        using TestDirectory directory = new();
        if (!CanMount(directory.Path))
        {
            Assert.Ignore("no mount namespace can be made here: root is needed");
        }

        string[] inside = ["unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=16m none \"$0\" && exec \"$@\"", directory.Path];
        using ScenarioProcess scenario = ScenarioProcess.LaunchBehind(inside, "storage", "--dir", directory.File("aeron"));
        Assert.That(scenario.AwaitExit(60), Is.Zero, () => string.Join(" | ", scenario.Lines));
        Assert.That(scenario.Lines, Does.Contain("FULL 4 StorageSpace").And.Contain("USED 50000").And.Contain("AGAIN"));
    }

    private static bool CanMount(string path)
    {
        try
        {
            using Process probe = Process.Start(
                new ProcessStartInfo("unshare", ["-m", "mount", "-t", "tmpfs", "-o", "size=1m", "none", path]) { RedirectStandardError = true })!;
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
