using System.CommandLine;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Feeds;
using EdgeRouter.Ingest;
using EdgeRouter.Tools.Decode;
using EdgeRouter.Tools.Decode.Framing;
using EdgeRouter.Tools.Decode.Output;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter decode</c>: the messages of a capture, readable.</summary>
internal sealed class DecodeVerb : IVerb
{
    private const int SchemaVersion = 1;
    private const int ErrorsShownMax = 10;

    private readonly Option<string> _capture = new("--capture") { Description = "pcap or pcapng file", Required = true, HelpName = "FILE" };
    private readonly Option<string> _framing = new("--framing") { Description = "how packets, or TCP streams, are cut into messages", Required = true };
    private readonly Option<string[]> _schema = new("--schema") { Description = "SBE schema; repeat it for more; cme and memoir have one of their own", HelpName = "FILE" };
    private readonly Option<int[]> _template = new("--template") { Description = "only messages of this template id; repeat it for more", HelpName = "N" };
    private readonly Option<long?> _limit = new("--limit") { Description = "stop after this many messages", HelpName = "N" };
    private readonly Option<bool> _count = new("--count") { Description = "count instead of showing messages; errors go to stderr, the first ten" };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb(
            "decode",
            "Show or count the SBE messages of a capture.",
            "edgerouter decode --framing cme --capture day.pcapng --template 32 --limit 10",
            Run);
        _framing.AcceptOnlyFromAmong([.. Framings.Names]);
        foreach (Option option in new Option[] { _capture, _framing, _schema, _template, _limit, _count })
        {
            command.Add(option);
        }

        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        CaptureDecodeOptions options = Options(context);
        string path = context.Get(_capture)!;
        using CaptureFile file = CaptureFile.Open(path, CaptureLinks.Ip);
        bool isCount = context.Get(_count);
        CaptureDecoder decoder = new(options, Output(context, isCount));
        EdgeRouterException? damage = null;
        using (WorkProgress progress = context.Reporter.StartProgress("decode", file.SizeBytes))
        {
            try
            {
                decoder.Run(file, progress.Report, context.Cancellation);
            }
            catch (EdgeRouterException e)
            {
                damage = e;
            }
        }

        if (isCount)
        {
            DecodeReport.Write(context, SchemaVersion, decoder.Counts);
        }

        decoder.ThrowIfHopeless(path);
        DecodeReport.Warn(context.Reporter, path, decoder.Counts);
        return damage is null ? ExitCode.Ok : throw damage;
    }

    private static IDecodeOutput Output(VerbContext context, bool isCount)
    {
        if (isCount)
        {
            return new CountingOutput(ErrorsShownMax, context.Reporter.Warn);
        }

        return context.IsJson ? new JsonLineOutput(SchemaVersion, context.Reporter.Result) : new TextOutput(context.Reporter.Result, HasColor());
    }

    /// <summary>Colors are for terminals, and not for people who said so (no-color.org).</summary>
    private static bool HasColor() => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private CaptureDecodeOptions Options(VerbContext context)
    {
        MessageFraming framing = Framings.Find(context.Get(_framing)!);
        string[] schemas = context.Get(_schema) ?? [];
        long limit = context.Get(_limit) ?? long.MaxValue;
        if (limit <= 0)
        {
            throw EdgeRouterException.Usage("ER9020", $"--limit {limit} is not above zero");
        }

        if (schemas.Length == 0 && !framing.HasSchema)
        {
            throw EdgeRouterException.Usage("ER9025", $"--framing {framing.Name} has no schema of its own: name one with --schema FILE");
        }

        return new CaptureDecodeOptions
        {
            Framing = framing,
            Schemas = schemas.Length == 0 ? [framing.LoadSchema()] : [.. schemas.Select(FeedSchemas.FromFile)],
            TemplateIds = (context.Get(_template) ?? []).ToHashSet(),
            MessageCountMax = limit,
        };
    }
}
