using EdgeRouter.Core.Errors;

namespace EdgeRouter.Dpdk.TestHost;

/// <summary>Runs one DPDK scenario in a process of its own (DPDK starts once a process) and prints what it saw as <c>key=value</c> lines;
/// the tests judge. Exit code and error line are those of the product.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        string verb = arguments.Length > 0 ? arguments[0] : string.Empty;
        string[] rest = arguments.Length > 1 ? arguments[1..] : [];
        try
        {
            switch (verb)
            {
                case "available":
                    Report.Value("available", DpdkEnvironment.IsAvailable(out string reason));
                    Report.Value("reason", reason);
                    break;
                case "lifecycle":
                    PortScenarios.Lifecycle();
                    break;
                case "bad-eal":
                    DpdkEnvironment.Start(new DpdkOptions(["--no-huge", "--no-such-argument"]));
                    break;
                case "bad-devices":
                    PortScenarios.BadDevices();
                    break;
                case "ring":
                    PortScenarios.Ring();
                    break;
                case "null":
                    PortScenarios.Null();
                    break;
                case "own-memory":
                    PortScenarios.OwnMemory();
                    break;
                case "captures":
                    CaptureScenarios.Compare(rest);
                    break;
                case "feeds":
                    TransmitScenarios.Feeds(rest[0], rest[1]);
                    break;
                case "transmit-limits":
                    TransmitScenarios.Limits();
                    break;
                case "cable":
                    TransmitScenarios.Cable(rest[0], rest[1], rest[2]);
                    break;
                case "bench":
                    CaptureScenarios.Measure(rest[0]);
                    break;
                default:
                    Console.Error.WriteLine($"unknown scenario '{verb}'");
                    return 2;
            }

            return 0;
        }
        catch (EdgeRouterException failure)
        {
            Console.Error.WriteLine(failure.ToUserLine());
            return (int)failure.ExitCode;
        }
    }
}
