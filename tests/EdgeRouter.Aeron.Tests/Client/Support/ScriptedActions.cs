using EdgeRouter.Aeron.Client;

namespace EdgeRouter.Aeron.Tests.Client.Support;

/// <summary>Answers fragments with prepared actions, then with going on.</summary>
/// <param name="actions">The actions.</param>
/// <param name="taken">Takes the fragments.</param>
/// <param name="onEach">Called with each.</param>
internal readonly struct ScriptedActions(Queue<PollAction> actions, List<Taken> taken, Action? onEach = null) : IControlledFragmentHandler
{
    public PollAction OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
    {
        taken.Add(Taken.Of(payload, in header));
        onEach?.Invoke();
        return actions.TryDequeue(out PollAction action) ? action : PollAction.Continue;
    }
}
