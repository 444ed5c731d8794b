using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;

namespace EdgeRouter.Aeron.TestHost.Streams;

/// <summary>Sends numbered messages until all are sent or it is ended, across losses of its driver. Lines: <c>READY</c>, <c>AT n</c>, <c>LOST reason</c>,
/// <c>CONNECTED epoch</c>, <c>HELD n</c> (a claim that is never finished), <c>DONE n</c>.</summary>
internal static class PublishScenario
{
    private const int LinesApart = 1_000;

    public static int Run(Arguments arguments)
    {
        using CancellationTokenSource over = Lifetime.Begin(arguments);
        using AeronClient client = StreamClient.Connect(arguments);
        StreamMessage messages = new((ulong)arguments.Number("--seed"), (int)arguments.Number("--size"));
        byte[] buffer = new byte[arguments.Number("--size")];
        long count = arguments.Number("--count", long.MaxValue);
        long holdAt = arguments.Number("--hold-claim", -1);
        bool isShared = arguments.Number("--shared", 0) != 0;
        string channel = arguments.Text("--channel");
        int streamId = (int)arguments.Number("--stream");
        Console.WriteLine("READY");
        long number = arguments.Number("--from", 0);
        while (number < count && !over.IsCancellationRequested)
        {
            using PublicationBase? publication = StreamClient.Retry<PublicationBase>(
                client, over.Token, () => isShared ? client.AddPublication(channel, streamId) : client.AddExclusivePublication(channel, streamId));
            if (publication == null)
            {
                break;
            }

            number = Send(publication, messages, buffer, number, count, holdAt, over.Token);
        }

        Console.WriteLine($"DONE {number}");
        return 0;
    }

    private static long Send(
        PublicationBase publication, StreamMessage messages, byte[] buffer, long number, long count, long holdAt, CancellationToken over)
    {
        BackoffIdle idle = new();
        while (number < count && !over.IsCancellationRequested)
        {
            int sizeBytes = messages.Write(number, buffer);
            long result = number == holdAt ? Hold(publication, sizeBytes) : Offer(publication, buffer.AsSpan(0, sizeBytes));
            if (result == OfferResult.Closed)
            {
                return number;
            }

            if (result > 0)
            {
                number++;
                Report(number);
            }

            idle.Idle(result > 0 ? 1 : 0);
        }

        return number;
    }

    private static long Offer(PublicationBase publication, ReadOnlySpan<byte> message) =>
        publication is Publication shared ? shared.Offer(message) : ((ExclusivePublication)publication).Offer(message);

    private static long Hold(PublicationBase publication, int sizeBytes)
    {
        int claimBytes = Math.Min(sizeBytes, publication.PayloadBytesMax);
        long result = publication is Publication shared
            ? shared.TryClaim(claimBytes, out BufferClaim _)
            : ((ExclusivePublication)publication).TryClaim(claimBytes, out BufferClaim _);
        if (result > 0)
        {
            Console.WriteLine($"HELD {claimBytes}");
        }

        return result;
    }

    private static void Report(long number)
    {
        if (number % LinesApart == 0)
        {
            Console.WriteLine($"AT {number}");
        }
    }
}
