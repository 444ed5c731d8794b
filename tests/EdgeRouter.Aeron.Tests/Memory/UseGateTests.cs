using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Memory;

public sealed class UseGateTests
{
    private const int Rounds = 500;
    private UseGate _gate;
    private long _resource;
    private bool _isUsing;

    [Test]
    public void ShouldLetNobodyInWhenClosed()
    {
        UseGate gate = default;
        Assert.That((gate.TryEnter(), gate.IsClosed), Is.EqualTo((true, false)));
        gate.Close();
        Assert.That((gate.IsClosed, gate.IsEmpty), Is.EqualTo((true, false)), "one is inside still");
        gate.Exit();
        Assert.That((gate.IsEmpty, gate.TryEnter(), gate.IsEmpty), Is.EqualTo((true, false, true)));
    }

    [Test]
    public void ShouldNeverLetSomeoneSeeWhatIsGone()
    {
        for (int round = 0; round < Rounds; round++)
        {
            _gate = default;
            _resource = 1;
            _isUsing = false;
            TestThreads.Run(UseUntilClosed, CloseAndTakeAway);
            Assert.That(_gate.IsEmpty, $"round {round}");
        }
    }

    private void UseUntilClosed()
    {
        while (_gate.TryEnter())
        {
            Volatile.Write(ref _isUsing, true);
            long seen = Volatile.Read(ref _resource);
            _gate.Exit();
            Assert.That(seen, Is.EqualTo(1));
        }
    }

    private void CloseAndTakeAway()
    {
        while (!Volatile.Read(ref _isUsing))
        {
            _ = Thread.Yield();
        }

        _gate.Close();
        while (!_gate.IsEmpty)
        {
            _ = Thread.Yield();
        }

        Volatile.Write(ref _resource, 0);
    }
}
