using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>Sends every message of a subscription back over a publication. What nobody listens for any more is dropped.</summary>
public sealed class EchoAgent : IAgent
{
    private const int PollsARoundUnlessSaid = 1_000;
    private const int FragmentsAPoll = 8;
    private readonly Subscription _subscription;
    private readonly ExclusivePublication _publication;
    private FragmentAssembler<Echo> _whole;
    private Echo _echo;

    /// <summary>An agent.</summary>
    /// <param name="subscription">Where messages come from.</param>
    /// <param name="publication">Where they go.</param>
    /// <param name="work">A round of whatever else must be worked meanwhile.</param>
    public EchoAgent(Subscription subscription, ExclusivePublication publication, Func<int> work)
    {
        _subscription = subscription;
        _publication = publication;
        Counts = new EchoCounts();
        _echo = new Echo(publication, Counts, work);
        _whole = new FragmentAssembler<Echo>(_echo);
        IsAssembling = true;
    }

    /// <inheritdoc/>
    public string Name => "aeron-pong";

    /// <summary>What was done so far; from any thread.</summary>
    public EchoCounts Counts { get; }

    /// <summary>Whether messages may be longer than a frame; a little slower.</summary>
    public bool IsAssembling { get; init; }

    /// <summary>Polls of a round while nothing comes: 1 where a driver is worked between rounds.</summary>
    public int PollsARound { get; init; } = PollsARoundUnlessSaid;

    /// <inheritdoc/>
    public int DoWork()
    {
        for (int poll = 0; poll < PollsARound; poll++)
        {
            int fragments = IsAssembling ? _subscription.Poll(ref _whole, FragmentsAPoll) : _subscription.Poll(ref _echo, FragmentsAPoll);
            if (fragments > 0)
            {
                return fragments;
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public void OnClose() => _publication.Dispose();

    private readonly struct Echo(ExclusivePublication publication, EchoCounts counts, Func<int> work) : IFragmentHandler
    {
        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            long result;
            while ((result = publication.Offer(payload)) is OfferResult.BackPressured or OfferResult.AdminAction)
            {
                _ = work();
            }

            counts.Add(result > 0);
        }
    }
}
