using System.Diagnostics;
using System.Globalization;

namespace EdgeRouter.Journal.Tests;

/// <summary>A file system of 3 MB in memory, in a mount namespace of its own, filled to the last block.</summary>
public sealed class RealFullDiscTests
{
    [Test]
    public void ShouldWriteThroughARealFullDisc()
    {
        using var folder = new TempFolder();
        string disc = Path.Combine(folder.Path, "disc");
        Directory.CreateDirectory(disc);
        SkipUnlessMountable(disc);
        string[] inside = ["unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=3m none \"$0\" && exec \"$@\"", disc];
        using Process host = HostProcess.Start(["full", Path.Combine(disc, "journal"), Path.Combine(disc, "filler")], inside);
        string[] lines = host.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        host.WaitForExit();
        TestContext.Out.WriteLine(string.Join('\n', lines));
        Assert.That(host.ExitCode, Is.Zero, host.StandardError.ReadToEnd());
        string[][] events = [.. lines.Select(line => line.Split(' '))];
        Assert.That(events.Select(e => e[0]), Is.EqualTo(new[] { "before", "filled", "impaired", "refused", "NoRoom", "recovered", "after", "read" }));
        long[] committed = [.. events.Select(e => long.Parse(e[1], CultureInfo.InvariantCulture))];
        Assert.That(committed[0], Is.EqualTo(100));
        Assert.That(committed[3] - committed[2], Is.GreaterThan(1000), "256 KiB of spare room hold that many records");
        long refused = long.Parse(events[3][2], CultureInfo.InvariantCulture);
        Assert.That(refused, Is.GreaterThan(committed[3] + 100), "then the buffer takes some more");
        Assert.That(committed[5], Is.EqualTo(refused), "all of them are written when there is room");
        Assert.That((committed[6], committed[7], events[7][2]), Is.EqualTo((refused + 2000, refused + 2000, "0")));
    }

    private static void SkipUnlessMountable(string disc)
    {
        try
        {
            using Process probe = Process.Start(new ProcessStartInfo("unshare", ["-m", "mount", "-t", "tmpfs", "-o", "size=1m", "none", disc]) { RedirectStandardError = true })!;
            string reason = probe.StandardError.ReadToEnd().Trim();
            probe.WaitForExit();
            if (probe.ExitCode != 0)
                Assert.Ignore($"no small file system can be mounted here, run as root: {reason}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Ignore($"no small file system can be mounted here: {e.Message}");
        }
    }
}
