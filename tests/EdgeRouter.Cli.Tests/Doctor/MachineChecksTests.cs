using EdgeRouter.Cli.Configuration;
using EdgeRouter.Cli.Doctor;

namespace EdgeRouter.Cli.Tests.Doctor;

[TestFixture]
public sealed class MachineChecksTests
{
    [Test]
    public void ShouldFindALibraryThatEveryMachineHas() =>
        Assert.That(MachineChecks.Library("libc", ["libnothere.so", "libc.so.6"], "install it"), Is.EqualTo(new MachineCheck("libc", CheckOutcome.Ok, "libc.so.6", string.Empty)));

    [Test]
    public void ShouldTellAMissingLibraryFromABrokenOne()
    {
        string broken = Path.Combine(Path.GetTempPath(), $"edgerouter-broken-{Environment.ProcessId}.so");
        File.WriteAllText(broken, "not a library");
        try
        {
            MachineCheck check = MachineChecks.Library("x", ["libnothere.so", broken], "install it");
            Assert.That(check, Is.EqualTo(new MachineCheck("x", CheckOutcome.Failed, $"not found: libnothere.so, {broken} (there, but does not load)", "install it")));
        }
        finally
        {
            File.Delete(broken);
        }
    }

    [TestCase(9, CheckOutcome.Failed)]
    [TestCase(10, CheckOutcome.Ok)]
    public void ShouldWantARuntimeThatIsNewEnough(int major, object outcome) => Assert.That(MachineChecks.Runtime(new Version(major, 0)).Outcome, Is.EqualTo(outcome));

    [TestCase(1, CheckOutcome.Warning)]
    [TestCase(2, CheckOutcome.Ok)]
    public void ShouldWarnOfASingleCore(int cores, object outcome) => Assert.That(MachineChecks.Cores(cores).Outcome, Is.EqualTo(outcome));

    [Test]
    public void ShouldLeaveNothingInTheOutputFolder()
    {
        string folder = Directory.CreateTempSubdirectory("edgerouter-doctor-").FullName;
        MachineCheck check = MachineChecks.Writable(folder);
        Assert.That((check.Outcome, Directory.GetFileSystemEntries(folder).Length), Is.EqualTo((CheckOutcome.Ok, 0)));
        Directory.Delete(folder);
    }

    [TestCase("/x/artifacts/bin/EdgeRouter.Cli/release/", null, "/x/artifacts", "/x/artifacts/bin/EdgeRouter.Cli/release/L,/x/artifacts/native/L")]
    [TestCase("/opt/edgerouter", "/opt/lib", "/current", "/opt/edgerouter/L,/opt/lib/L")]
    public void ShouldFindTheFolders(string command, string? native, string output, string libraries)
    {
        InstallFolders folders = new(new SettingsBuilder(KnownSettings.All).Build(), native, command, "/current");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(folders.Output, Is.EqualTo(output));
            Assert.That(folders.NativeLibraryCandidates, Is.EqualTo(libraries.Replace("L", "libedgerouter_dpdk.so", StringComparison.Ordinal).Split(',')));
        }
    }
}
