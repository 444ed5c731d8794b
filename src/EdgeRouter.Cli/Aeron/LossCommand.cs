using System.CommandLine;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron loss</c>: what a driver's receiver lost on its way.</summary>
internal sealed class LossCommand
{
    private const int SchemaVersion = 1;
    private readonly LookOptions _look = new();

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb("loss", "Show what any Aeron driver lost of the streams that it receives, before it was sent again.", "edgerouter aeron loss --dir /dev/shm/aeron-desk --once", Run);
        _look.AddTo(command);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        using DriverView view = _look.Open(context);
        _look.Repeat(context, () => Show(context, view));
        return ExitCode.Ok;
    }

    private static void Show(VerbContext context, DriverView view)
    {
        IReadOnlyList<LossEntry> losses = view.Losses();
        if (context.IsJson)
        {
            WriteJson(context, view, losses);
            return;
        }

        DriverLine.Write(context, view);
        context.Reporter.ResultTable(
            losses.Count == 0 ? "no losses" : string.Empty,
            [">losses", ">bytes", "first", "last", ">session", ">stream", "channel", "source"],
            losses.Select(loss => (IReadOnlyList<string>)
            [
                Figures.Count(loss.Count), Figures.Count(loss.TotalBytes), DriverLine.TimeOf(loss.FirstMs), DriverLine.TimeOf(loss.LastMs), $"{loss.SessionId}", $"{loss.StreamId}", loss.Channel, loss.Source,
            ]));
    }

    private static void WriteJson(VerbContext context, DriverView view, IReadOnlyList<LossEntry> losses) => context.Reporter.ResultJson(SchemaVersion, json =>
    {
        DriverLine.Write(json, context, view);
        json.WriteStartArray("losses");
        foreach (LossEntry loss in losses)
        {
            json.WriteStartObject();
            json.WriteNumber("count", loss.Count);
            json.WriteNumber("bytes", loss.TotalBytes);
            json.WriteNumber("firstMs", loss.FirstMs);
            json.WriteNumber("lastMs", loss.LastMs);
            json.WriteNumber("sessionId", loss.SessionId);
            json.WriteNumber("streamId", loss.StreamId);
            json.WriteString("channel", loss.Channel);
            json.WriteString("source", loss.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
