using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.TestHost.Tiers;

/// <summary>Says each change of a link's state once.</summary>
/// <param name="session">One end of the link.</param>
internal sealed class StateLines(LinkSession session)
{
    private LinkState? _said;

    public void Look()
    {
        if (session.State != _said)
        {
            _said = session.State;
            Console.WriteLine($"STATE {session.State} {session.Refusal}");
        }
    }
}
