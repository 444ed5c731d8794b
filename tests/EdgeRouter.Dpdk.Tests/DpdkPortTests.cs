using System.Globalization;
using EdgeRouter.Dpdk.TestHost;

namespace EdgeRouter.Dpdk.Tests;

[TestFixture]
public sealed class DpdkPortTests
{
    [Test]
    public void ShouldStartOnceAndGiveThreadIdsBack()
    {
        HostResult result = Run("lifecycle");
        Assert.Multiple(() =>
        {
            Assert.That(result["version"], Does.StartWith("DPDK 22.11"));
            Assert.That(long.Parse(result["tscHz"], CultureInfo.InvariantCulture), Is.InRange(100_000_000L, 10_000_000_000L));
            Assert.That(result["tscAdvances"], Is.EqualTo("True"));
            Assert.That(result["isCurrent"], Is.EqualTo("True"));
            Assert.That(result["registered"], Is.EqualTo("True"));
            Assert.That(result["otherRegistered"], Is.EqualTo("True"));
            Assert.That(int.Parse(result["logLines"], CultureInfo.InvariantCulture), Is.GreaterThan(0));
            Assert.That(result["second"], Does.StartWith("ER2104"));
            Assert.That(result["currentAfter"], Is.EqualTo("True"));
            Assert.That(result["afterDispose"], Does.StartWith("ER2104"));
            Assert.That(result.Error, Is.Empty, "EAL's log must not leak to stderr");
            Assert.That(result.ExitCode, Is.Zero);
        });
    }

    [Test]
    public void ShouldSayWhatEalRefused()
    {
        HostResult result = Run("bad-eal");
        Assert.That(result.ExitCode, Is.EqualTo(4));
        Assert.That(result.Error, Does.StartWith("ER2103: ").And.Contain("--no-such-argument"));
        Assert.That(result.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Output, Is.Empty, "EAL's usage page must not leak to stdout");
    }

    [Test]
    public void ShouldNameTheDeviceThatIsWrong()
    {
        HostResult result = Run("bad-devices");
        Assert.Multiple(() =>
        {
            Assert.That(result["missingFile"], Does.Match("^ER210[56]: .*net_pcap_a,rx_pcap=/no/such/file.pcap.*"));
            Assert.That(result["badArgument"], Does.Match("^ER210[56]: .*net_pcap_b,nonsense=1.*"));
            Assert.That(result["badDriver"], Does.StartWith("ER2105: ").And.Contain("no_such_driver0"));
            Assert.That(result["missingPort"], Does.StartWith("ER2106: ").And.Contain("0000:99:00.0"));
            Assert.That(result["hugePool"], Does.StartWith("ER2107: ").And.Contain("10000000"));
            Assert.That(result["afterwards"], Is.EqualTo("32"));
            Assert.That(result.ExitCode, Is.Zero);
        });
    }

    [Test]
    public void ShouldReceiveFromARingWhatItSent()
    {
        HostResult result = Run("ring");
        Assert.Multiple(() =>
        {
            Assert.That(result["sentCopies"], Is.EqualTo("3"));
            Assert.That(result["sentTooLarge"], Is.EqualTo("0"));
            Assert.That(result["allocated"], Is.EqualTo("True"));
            Assert.That(result["tooMuchRoom"], Is.EqualTo("0"));
            Assert.That(result["sentInPlace"], Is.EqualTo("2"));
            Assert.That(result["received"], Is.EqualTo("5"));
            string[] lengths = [.. Enumerable.Range(0, 5).Select(i => result[$"length{i}"])];
            Assert.That(lengths, Is.EqualTo(["60", "1500", "0", "200", "64"]));
            Assert.That(Enumerable.Range(0, 5).Select(i => result[$"same{i}"]), Is.All.EqualTo("True"));
            Assert.That(result["rxPackets"], Is.EqualTo("5"));
            Assert.That(result["txPackets"], Is.EqualTo("5"));
            Assert.That(result["allocatedAll"], Is.EqualTo("False"));
            Assert.That(result["leaked"], Is.EqualTo("0"));
        });
    }

    [Test]
    public void ShouldReceiveWithoutAllocating()
    {
        HostResult result = Run("null");
        Assert.Multiple(() =>
        {
            Assert.That(result["allocatedBytes"], Is.EqualTo("0"));
            Assert.That(result["frames"], Is.EqualTo(result["rxPackets"]));
            Assert.That(result["poolInUse"], Is.EqualTo("0"));
        });
        TestContext.Out.WriteLine($"net_null: {result["nsPerFrame"]} ns/frame");
    }

    [Test]
    public void ShouldReceiveIntoTheCallersMemory()
    {
        HostResult result = Run("own-memory");
        Assert.Multiple(() =>
        {
            Assert.That(result["tooSmall"], Does.StartWith("ER2107: ").And.Contain("4095 wanted"));
            Assert.That(result["frames"], Is.EqualTo("3200"));
            Assert.That(result["inside"], Is.EqualTo("3200"));
            Assert.That(result["unmapped"], Is.EqualTo("True"));
            Assert.That(result["again"], Is.EqualTo("2047"));
        });
    }

    private static HostResult Run(string scenario)
    {
        HostResult result = HostRunner.Run(scenario);
        if (result.MissingReason is { } reason)
        {
            Assert.Ignore($"DPDK cannot run here: {reason}");
        }

        return result;
    }
}
