using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Idle;

public sealed class IdleTests
{
    [TestCase("spin", typeof(SpinIdle))]
    [TestCase("yield", typeof(YieldIdle))]
    [TestCase("backoff", typeof(BackoffIdle))]
    [TestCase("batch", typeof(BatchIdle))]
    [TestCase("park", typeof(ParkIdle))]
    public void ShouldMakeStrategiesByName(string name, Type expected)
    {
        IIdleStrategy idle = IdleStrategies.Create(name);
        Assert.That((idle.GetType(), idle.Name), Is.EqualTo((expected, name)));
        Assert.That(IdleStrategies.Names, Does.Contain(name));
    }

    [TestCase("")]
    [TestCase("Spin")]
    [TestCase("busy")]
    public void ShouldRefuseOtherNames(string name) =>
        Assert.That(() => IdleStrategies.Create(name), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2207").And.Message.Contains("spin, batch, yield, backoff, park"));

    [Test]
    public void ShouldRefuseImpossibleSleeps()
    {
        Assert.That(() => new ParkIdle(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new BackoffIdle(1, 1, 0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new BackoffIdle(1, 1, 5, 4), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ShouldWorkRoundsUntilStopped()
    {
        var agent = new CountingAgent(failAt: long.MaxValue);
        var runner = new AgentRunner(agent, new YieldIdle());
        Assert.That(runner.IsRunning, Is.False);
        runner.Start();
        Assert.That(SpinWait.SpinUntil(() => agent.Rounds > 100, 5_000));
        Assert.That((runner.IsRunning, agent.ThreadName), Is.EqualTo((true, "counting")));
        runner.Dispose();
        long rounds = agent.Rounds;
        Assert.That((runner.IsRunning, agent.IsClosed, runner.Failure), Is.EqualTo((false, true, (Exception?)null)));
        runner.Dispose();
        Assert.That(agent.Rounds, Is.EqualTo(rounds));
    }

    [Test]
    public void ShouldEndWithWhatARoundThrew()
    {
        Exception? told = null;
        var runner = new AgentRunner(new CountingAgent(failAt: 3), new ParkIdle(1_000), failure => told = failure);
        runner.Start();
        Assert.That(SpinWait.SpinUntil(() => !runner.IsRunning, 5_000));
        Assert.That(runner.Failure, Is.InstanceOf<InvalidOperationException>().And.SameAs(told));
        runner.Dispose();
    }

    [Test]
    public void ShouldNotWaitForAThreadThatNeverStarted()
    {
        var runner = new AgentRunner(new CountingAgent(failAt: 1), new SpinIdle());
        runner.Dispose();
        Assert.That(runner.IsRunning, Is.False);
    }

    private sealed class CountingAgent(long failAt) : IAgent
    {
        private long _rounds;

        public string Name => "counting";

        public long Rounds => Volatile.Read(ref _rounds);

        public string? ThreadName { get; private set; }

        public bool IsClosed { get; private set; }

        public int DoWork()
        {
            ThreadName = Thread.CurrentThread.Name;
            return ++_rounds == failAt ? throw new InvalidOperationException("on purpose") : (int)(_rounds & 1);
        }

        public void OnClose() => IsClosed = true;
    }
}
