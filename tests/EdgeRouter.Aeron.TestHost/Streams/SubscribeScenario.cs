using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;

namespace EdgeRouter.Aeron.TestHost.Streams;

/// <summary>Takes numbered messages and looks at every byte, across losses of its driver. Lines: <c>READY</c>, <c>AT n</c>, <c>IMAGE session position</c>,
/// <c>GONE session position</c>, <c>GAP expected got</c> (within an image), <c>CORRUPT number</c>, <c>LOST reason</c>, <c>CONNECTED epoch</c>, <c>DONE n</c>.</summary>
internal static class SubscribeScenario
{
    private const int FragmentsMax = 64;

    public static int Run(Arguments arguments)
    {
        using CancellationTokenSource over = Lifetime.Begin(arguments);
        using AeronClient client = StreamClient.Connect(arguments);
        StreamCheck check = new(new StreamMessage((ulong)arguments.Number("--seed"), (int)arguments.Number("--size")));
        long count = arguments.Number("--count", long.MaxValue);
        long pauseNs = arguments.Number("--slow-us", 0) * 1_000;
        SubscriptionHandlers handlers = new(
            image => Console.WriteLine($"IMAGE {image.SessionId} {image.Position}"),
            image => Console.WriteLine($"GONE {image.SessionId} {image.Position}"));
        Console.WriteLine("READY");
        while (check.Count < count && !over.IsCancellationRequested)
        {
            using Subscription? subscription = StreamClient.Retry(
                client, over.Token, () => client.AddSubscription(arguments.Text("--channel"), (int)arguments.Number("--stream"), handlers));
            if (subscription != null)
            {
                check.Begin();
                Take(subscription, check, count, pauseNs, over.Token);
            }
        }

        Console.WriteLine($"DONE {check.Count}");
        return check.IsBroken ? 1 : 0;
    }

    private static void Take(Subscription subscription, StreamCheck check, long count, long pauseNs, CancellationToken over)
    {
        BackoffIdle idle = new();
        ParkIdle? pause = pauseNs > 0 ? new ParkIdle(pauseNs) : null;
        FragmentAssembler<StreamCheck.Handler> assembler = new(new StreamCheck.Handler(check));
        while (check.Count < count && !over.IsCancellationRequested && !subscription.IsClosed)
        {
            int taken = subscription.Poll(ref assembler, pause == null ? FragmentsMax : 1);
            idle.Idle(taken);
            pause?.Idle(0);
        }
    }
}
