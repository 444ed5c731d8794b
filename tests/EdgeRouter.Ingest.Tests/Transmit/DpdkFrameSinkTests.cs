using EdgeRouter.Dpdk.TestHost;

namespace EdgeRouter.Ingest.Tests.Transmit;

public sealed class DpdkFrameSinkTests
{
    [Test]
    public void ShouldDropWhatAFullRingDoesNotTakeAndSaySo()
    {
        HostResult result = OrSkip(HostRunner.Run("transmit-limits"));
        Assert.Multiple(() =>
        {
            Assert.That(result["link"], Is.EqualTo("True"));
            Assert.That(result["tooLarge"], Does.StartWith("ER2043: ").And.Contain("1664 bytes"));
            Assert.That(result["nobodyEmpties"], Does.StartWith("ER2042: ").And.Contain("net_ring0").And.Contain("nobody empties"));
            Assert.That(long.Parse(result["dropped"], System.Globalization.CultureInfo.InvariantCulture), Is.InRange(320, 352));
            Assert.That(long.Parse(result["sent"], System.Globalization.CultureInfo.InvariantCulture), Is.InRange(512, 1_024), "what a ring holds");
            Assert.That(result["came"], Is.EqualTo(result["sent"]));
            Assert.That(result["sentAfter"], Is.EqualTo("8000"), "it works on once somebody empties the ring");
            Assert.That(result["allocatedBytes"], Is.EqualTo("0"));
        });
    }

    [Test]
    public void ShouldSendOverAKernelsCableAndSayWhenItIsCut()
    {
        const string Script = "ip link add near type veth peer name far && ip link set near up && ip link set far up && exec \"$@\"";
        HostResult result = OrSkip(HostRunner.RunUnder(["unshare", "-Urn", "sh", "-c", Script, "sh"], "cable", "near", "far", "near"));
        if (result.ExitCode != 0 && !result.Error.StartsWith("ER", StringComparison.Ordinal))
        {
            Assert.Ignore($"no network namespace with a veth pair can be made here: {result.Error}");
        }

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.Multiple(() =>
        {
            Assert.That(result["same"], Is.EqualTo("1000"));
            Assert.That(result["cut"], Does.StartWith("ER2042: ").And.Contain("net_af_packet0"));
            Assert.That(long.Parse(result["dropped"], System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(320));
        });
        TestContext.Out.WriteLine($"link {result["link"]}, then {result["linkAfter"]}; {result["cut"]}");
    }

    private static HostResult OrSkip(HostResult result)
    {
        if (result.MissingReason is { } reason)
        {
            Assert.Ignore($"DPDK cannot run here: {reason}");
        }

        return result;
    }
}
