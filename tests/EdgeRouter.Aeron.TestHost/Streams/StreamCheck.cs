using EdgeRouter.Aeron.Client;

namespace EdgeRouter.Aeron.TestHost.Streams;

/// <summary>Holds what comes against what must come, session by session: every message whole, numbers without a gap. Writers that share a session have a
/// million numbers each.</summary>
/// <param name="messages">What must come.</param>
internal sealed class StreamCheck(StreamMessage messages)
{
    private const int LinesApart = 1_000;
    private const long NumbersOfWriter = 1_000_000;
    private readonly Dictionary<(int Session, long Writer), long> _last = [];

    public long Count { get; private set; }

    public bool IsBroken { get; private set; }

    /// <summary>What comes now comes by new images, which begin anywhere.</summary>
    public void Begin() => _last.Clear();

    private void Take(ReadOnlySpan<byte> message, in FragmentHeader header)
    {
        int sessionId = header.SessionId;
        bool isWhole = messages.IsWhole(message, out long number);
        if (!header.IsIntact)
        {
            return; // This process stood still in the middle of it, and its image ends now.
        }

        Count++;
        if (!isWhole)
        {
            IsBroken = true;
            Console.WriteLine($"CORRUPT {number}");
            return;
        }

        (int Session, long Writer) key = (sessionId, number / NumbersOfWriter);
        if (_last.TryGetValue(key, out long last) && number != last + 1)
        {
            IsBroken = true;
            Console.WriteLine($"GAP {last + 1} {number}");
        }

        _last[key] = number;
        if (Count % LinesApart == 0)
        {
            Console.WriteLine($"AT {number}");
        }
    }

    /// <summary>Hands whole messages on.</summary>
    /// <param name="check">To whom.</param>
    internal readonly struct Handler(StreamCheck check) : IFragmentHandler
    {
        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => check.Take(payload, in header);
    }
}
