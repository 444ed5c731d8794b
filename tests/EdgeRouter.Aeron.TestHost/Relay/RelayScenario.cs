namespace EdgeRouter.Aeron.TestHost.Relay;

/// <summary>Runs a relay until its time is over or its stdin ends, then says what it did.</summary>
internal static class RelayScenario
{
    public static int Run(Arguments arguments)
    {
        ulong seed = (ulong)arguments.Number("--seed");
        RelayFaults FaultsOf(ulong stream) =>
            new(seed, stream, arguments.Share("--loss"), arguments.Share("--duplicate"), arguments.Share("--reorder"));

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
