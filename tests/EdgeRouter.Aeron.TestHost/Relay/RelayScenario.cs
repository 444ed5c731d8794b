namespace EdgeRouter.Aeron.TestHost.Relay;

/// <summary>Runs a relay until its time is over or its stdin ends, then says what it did.</summary>
internal static class RelayScenario
{
    public static int Run(Arguments arguments)
    {
        ulong seed = (ulong)arguments.Number("--seed");
        double loss = arguments.Share("--loss");
        double backLoss = Math.Max(loss, arguments.Share("--loss-back"));
        RelayFaults FaultsOf(ulong stream, bool isBack) => new(
            seed,
            stream,
            isBack ? backLoss : loss,
            arguments.Share("--duplicate"),
            arguments.Share("--reorder"),
            arguments.Share("--loss-setup"));

        using UdpRelay relay = new((int)arguments.Number("--listen"), (int)arguments.Number("--to"), FaultsOf);
        using CancellationTokenSource over = Lifetime.Begin(arguments);
        Console.WriteLine($"READY seed {seed}");
        while (!over.IsCancellationRequested)
        {
            relay.DoWork();
        }

        Console.WriteLine(relay.Summary());
        return 0;
    }
}
