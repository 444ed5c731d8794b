using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Link.TestHost.Tiers;

// Tiers as processes for tests that kill them or stop them. Each says READY on stdout when it works, and STATE when its link's state changes.
switch (args.FirstOrDefault())
{
    case "router":
        return RouterScenario.Run(Arguments.Parse(args));
    case "gateway":
        return GatewayScenario.Run(Arguments.Parse(args));
    default:
        Console.Error.WriteLine("usage: router --dir D --journal J --rest FILE [--pace-us N] [--stream S] [--driver-timeout-ms N] [--seconds N]");
        Console.Error.WriteLine("usage: gateway --dir D --journal J --venue FILE [--stream S] [--driver-timeout-ms N] [--seconds N]");
        return 2;
}
