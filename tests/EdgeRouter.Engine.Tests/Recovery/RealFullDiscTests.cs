using System.Diagnostics;
using System.Globalization;

namespace EdgeRouter.Engine.Tests.Recovery;

/// <summary>A router on a file system of 3 MB in memory, in a mount namespace of its own, filled to the last block.</summary>
internal sealed class RealFullDiscTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Path.Combine(Path.GetTempPath(), $"engine-full-{Environment.ProcessId}-{TestContext.CurrentContext.Test.ID}");
        Directory.CreateDirectory(_folder);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // Until the journal writes into its last room, and on until records are lost for good and a snapshot must stand in for them.
    [TestCase("lost", false)]
    [TestCase("dropped", true)]
    public void ShouldCancelWhileTheDiscIsFullAndGoOnBehindIt(string until, bool isDropped)
    {
        SkipUnlessMountable();
        string[] inside = ["unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=3m none \"$0\" && exec \"$@\"", _folder];
        using Process host = HostProcess.Start(["full", Path.Combine(_folder, "router"), Path.Combine(_folder, "filler"), until], inside);
        Task<string> errors = host.StandardError.ReadToEndAsync();
        string[] lines = [.. host.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.Split(' ')[0] is not ("accepted" or "refused" or "hash"))];
        host.WaitForExit();
        TestContext.Out.WriteLine(string.Join('\n', lines));
        Assert.That(host.ExitCode, Is.Zero, () => errors.GetAwaiter().GetResult());

        // What a state line tells: lost?, orders sent so far, records dropped?, alerts of the loss, of the end of it, parents open?
        string[][] events = [.. lines.Select(line => line.Split(' '))];
        Assert.That(events.Select(e => e[0]), Is.EqualTo(new[] { "filled", "lost", "parent", "restore", "cancel", "cancelled", "restore", "restored", "traded", "recovered", "ended", "position", "position" }));
        string sent = events[1][2];
        Assert.That(lines[1], Is.EqualTo($"lost True {sent} {isDropped} 1 0 True"), "an alert, once");
        Assert.That(lines[2], Is.EqualTo("parent StorageLost"), "nothing new is taken");
        Assert.That(lines[3], Is.EqualTo("restore False"), "there is no room yet");
        Assert.That(lines[4], Is.EqualTo("cancel None 1"), "a cancel leaves all the same");
        Assert.That(lines[5], Is.EqualTo($"cancelled True {sent} {isDropped} 1 0 True"), "and nothing else does");
        Assert.That(lines[6], Is.EqualTo("restore True"));
        Assert.That(events[7].Where((_, i) => i != 2), Is.EqualTo(new[] { "restored", "False", "False", "1", "1", "True" }), "its alert, and what was dropped is in the snapshot");
        Assert.That(events[8][1], Is.EqualTo("False"));
        Assert.That(int.Parse(events[8][2], CultureInfo.InvariantCulture), Is.GreaterThan(int.Parse(sent, CultureInfo.InvariantCulture)), "it trades again");
        Assert.That(lines[9], Is.EqualTo("recovered True True"), "the disc gives the live state");
        Assert.That(events[10][6], Is.EqualTo("False"), "the next process brings every parent to its end");
        Assert.That((lines[11], lines[12]), Is.EqualTo(("position 0", "position 0")), "with the venues' positions");
    }

    private void SkipUnlessMountable()
    {
        try
        {
            using Process probe = Process.Start(new ProcessStartInfo("unshare", ["-m", "mount", "-t", "tmpfs", "-o", "size=1m", "none", _folder]) { RedirectStandardError = true })!;
            string reason = probe.StandardError.ReadToEnd().Trim();
            probe.WaitForExit();
            if (probe.ExitCode != 0)
            {
                Assert.Ignore($"no small file system can be mounted here, run as root: {reason}");
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Ignore($"no small file system can be mounted here: {e.Message}");
        }
    }
}
