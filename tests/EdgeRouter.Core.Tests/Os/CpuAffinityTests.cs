using EdgeRouter.Core.Os;

namespace EdgeRouter.Core.Tests.Os;

[TestFixture]
[Platform("Linux")]
public sealed class CpuAffinityTests
{
    [Test]
    public void ShouldSayWhatTheSystemSays()
    {
        string list = File.ReadLines("/proc/thread-self/status").First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1].Trim();
        IEnumerable<int> told = list.Split(',').SelectMany(range => Range([.. range.Split('-').Select(int.Parse)]));
        Assert.That(CpuAffinity.Allowed(), Is.EqualTo(told));
    }

    [Test]
    public void ShouldBindOneThreadAlone()
    {
        int[] before = CpuAffinity.Allowed();
        int last = before[^1];
        int[] bound = [];
        bool isPinned = false;
        Thread thread = new(() =>
        {
            isPinned = CpuAffinity.TryPin(last);
            bound = CpuAffinity.Allowed();
        });
        thread.Start();
        thread.Join();
        Assert.That((isPinned, bound), Is.EqualTo((true, new[] { last })));
        Assert.That(CpuAffinity.Allowed(), Is.EqualTo(before));
    }

    [TestCase(-2)]
    [TestCase(1_023)]
    [TestCase(1_024)]
    [TestCase(int.MaxValue)]
    public void ShouldRefuseAProcessorThatIsNotThere(int cpu)
    {
        int[] before = CpuAffinity.Allowed();
        Assert.That(CpuAffinity.TryPin(cpu), Is.False);
        Assert.That(CpuAffinity.Allowed(), Is.EqualTo(before));
    }

    [Test]
    public void ShouldLeaveTheThreadWhereItIs()
    {
        int[] before = CpuAffinity.Allowed();
        Assert.That(CpuAffinity.TryPin(CpuAffinity.AnyCpu), Is.True);
        Assert.That(CpuAffinity.Allowed(), Is.EqualTo(before));
    }

    private static IEnumerable<int> Range(int[] ends) => Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
}
