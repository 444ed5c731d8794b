using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Aeron.TestHost.Churn;
using EdgeRouter.Aeron.TestHost.Drivers;
using EdgeRouter.Aeron.TestHost.Relay;
using EdgeRouter.Aeron.TestHost.Streams;

// Processes of their own for tests that kill them, stop them or put them between two others. Each says READY on stdout when it works.
switch (args.FirstOrDefault())
{
    case "relay":
        return RelayScenario.Run(Arguments.Parse(args));
    case "driver":
        return DriverScenario.Run(Arguments.Parse(args));
    case "storage":
        return StorageScenario.Run(Arguments.Parse(args));
    case "publish":
        return PublishScenario.Run(Arguments.Parse(args));
    case "subscribe":
        return SubscribeScenario.Run(Arguments.Parse(args));
    case "churn":
        return ChurnScenario.Run(Arguments.Parse(args));
    default:
        Console.Error.WriteLine("usage: driver --dir D [--threading shared|shared-network|dedicated|invoker] [--idle NAME] [--liveness-ms N] [--timer-ms N]");
        Console.Error.WriteLine("  [--unblock-ms N] [--term-bytes N]");
        Console.Error.WriteLine("usage: storage --dir D");
        Console.Error.WriteLine("usage: publish|subscribe --dir D --channel C --stream S --seed S --size BYTES [--count N] [--name N] [--driver-timeout-ms N]");
        Console.Error.WriteLine("  publish: [--from N] [--shared 1] [--hold-claim N]; subscribe: [--slow-us N]");
        Console.Error.WriteLine("usage: relay --listen PORT --to PORT --seed S [--loss P] [--duplicate P] [--reorder P] [--seconds N]");
        Console.Error.WriteLine("usage: churn --dir D --count CLOSINGS");
        return 2;
}
