using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.TestHost.Drivers;

/// <summary>A media driver until its time is over, a client ends it or it fails.</summary>
internal static class DriverScenario
{
    public static int Run(Arguments arguments)
    {
        using CancellationTokenSource over = Lifetime.Begin(arguments);
        try
        {
            using MediaDriver driver = MediaDriver.Launch(Options(arguments, over));
            Console.WriteLine("READY");
            Wait(driver, arguments, over.Token);
            return driver.IsFailed ? 70 : 0;
        }
        catch (EdgeRouterException e)
        {
            Console.Error.WriteLine(e.ToUserLine());
            return (int)e.ExitCode;
        }
    }

    private static void Wait(MediaDriver driver, Arguments arguments, CancellationToken over)
    {
        IIdleStrategy idle = IdleStrategies.Create(arguments.Text("--idle", "backoff"));
        while (driver.Options.Threading == ThreadingMode.Invoker && !over.IsCancellationRequested)
        {
            idle.Idle(driver.DoWork());
        }

        _ = over.WaitHandle.WaitOne();
    }

    private static MediaDriverOptions Options(Arguments arguments, CancellationTokenSource over)
    {
        HostTime time = new();
        MediaDriverOptions options = new()
        {
            Clock = time,
            Ticks = time,
            Directory = arguments.Text("--dir"),
            Threading = Enum.Parse<ThreadingMode>(arguments.Text("--threading", "shared").Replace("-", string.Empty, StringComparison.Ordinal), true),
            ConductorIdle = arguments.Text("--idle", "backoff"),
            SenderIdle = arguments.Text("--idle", "backoff"),
            ReceiverIdle = arguments.Text("--idle", "backoff"),
            ClientLivenessNs = arguments.Number("--liveness-ms", 10_000) * TimeUnits.Millisecond,
            DriverTimeoutNs = arguments.Number("--driver-timeout-ms", 10_000) * TimeUnits.Millisecond,
            UnblockTimeoutNs = arguments.Number("--unblock-ms", 15_000) * TimeUnits.Millisecond,
            TimerNs = arguments.Number("--timer-ms", 1_000) * TimeUnits.Millisecond,
            IpcTermBytes = (int)arguments.Number("--term-bytes", 1 << 20),
            DeletesDirectoryOnClose = true,
            TerminationValidator = static _ => true,
            OnTermination = over.Cancel,
            OnError = Console.Error.WriteLine,
            OnFailure = failure =>
            {
                Console.Error.WriteLine(failure);
                over.Cancel();
            },
        };
        return options;
    }
}
