using EdgeRouter.Aeron.Client;

namespace EdgeRouter.Aeron.TestHost.Churn;

/// <summary>The threads of <see cref="ChurnScenario"/>: each does one thing for ever, with whatever is there, open or not.</summary>
internal static class ChurnUsers
{
    public static IEnumerable<Func<bool>> All(ChurnShared shared)
    {
        byte[] message = new byte[1000];
        byte[] other = new byte[1000];
        MessageCheck check = new(shared);
        yield return () => Send(message, bytes => shared.Exclusive?.Offer(bytes) ?? OfferResult.Closed);
        yield return () => Send(other, bytes => shared.Many?.Offer(bytes) ?? OfferResult.Closed);
        yield return () => Claim(shared);
        yield return () => shared.Subscription?.Poll(check, 20) is > 0;
        yield return () => Ask(shared);
    }

    public static void Loop(ChurnShared shared, Func<bool> user)
    {
        try
        {
            while (!shared.IsOver)
            {
                if (!user())
                {
                    _ = Thread.Yield();
                }
            }
        }
        catch (Exception failure)
        {
            shared.Failure = $"FAILED {failure}".ReplaceLineEndings(" ");
        }
    }

    private static bool Send(byte[] message, Func<byte[], long> offer)
    {
        message.AsSpan().Fill((byte)(message[0] + 1));
        return offer(message) > 0;
    }

    private static bool Claim(ChurnShared shared)
    {
        if (shared.Many is not { } many || many.TryClaim(500, out BufferClaim claim) < 0)
        {
            return false;
        }

        claim.Span.Fill(7);
        _ = Thread.Yield();
        claim.Commit();
        return true;
    }

    private static bool Ask(ChurnShared shared)
    {
        long sum = shared.Exclusive?.Position ?? 0;
        sum += shared.Many?.AvailableWindow ?? 0;
        sum += shared.Many is { IsConnected: true, IsRevoked: false } ? 1 : 0;
        foreach (Image image in shared.Subscription?.Images ?? [])
        {
            sum += image.IsEndOfStream ? 1 : image.ActiveTransportCount;
        }

        if (shared.Counter is { } counter)
        {
            counter.Add(1);
            counter.Value = sum;
        }

        return true;
    }

    private sealed class MessageCheck(ChurnShared shared) : IFragmentHandler
    {
        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            shared.CountMessages(1);
            if (payload.Length is not (1000 or 500) || payload.IndexOfAnyExcept(payload[0]) >= 0)
            {
                shared.Failure = $"CORRUPT {payload.Length} bytes at {header.Position}";
            }
        }
    }
}
