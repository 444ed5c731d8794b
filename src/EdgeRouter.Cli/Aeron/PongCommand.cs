using System.CommandLine;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Aeron.Measure;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron pong</c>: sends back what comes.</summary>
internal sealed class PongCommand
{
    private readonly MeasureSettings _measure = new(0, 0);
    private readonly PongSettings _pong = new();

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb("pong", "Send every message back until Ctrl-C, for 'aeron ping' or any other program.", "edgerouter aeron pong --dir /dev/shm/aeron-desk --channel aeron:ipc", Run);
        _measure.AddTo(command);
        _measure.AddIdleTo(command);
        _pong.AddTo(command);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        MeasureOptions options = _measure.Read(context);
        (string pongChannel, int pongStream) = _pong.Read(context, options);
        using AeronSession session = _measure.Open(context, "edgerouter-pong");
        using Subscription pings = session.AddSubscription(options.Channel, options.StreamId);
        using ExclusivePublication answers = session.AddPublication(pongChannel, pongStream);
        EchoAgent echo = new(pings, answers, () => Work(session, context));
        IIdleStrategy idle = _measure.Idle(context);
        context.Reporter.Info($"echoing {options.Channel}, stream {options.StreamId}, to {pongChannel}, stream {pongStream}");
        while (!context.Cancellation.IsCancellationRequested && !answers.IsClosed)
        {
            idle.Idle(echo.DoWork());
        }

        context.Reporter.Info($"echoed {echo.Counts.EchoedCount}, dropped {echo.Counts.DroppedCount}");
        context.Cancellation.ThrowIfCancellationRequested();
        throw AeronOptions.DriverIsGone(session);
    }

    private static int Work(AeronSession session, VerbContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return session.DoWork();
    }
}
