using System.CommandLine;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Feeds;
using EdgeRouter.Ingest;
using EdgeRouter.Tools.Decode;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter decode</c>: the messages of a capture, readable.</summary>
internal sealed class DecodeVerb : IVerb
{
    private const int SchemaVersion = 1;

    private readonly Option<string> _capture = new("--capture") { Description = "pcap or pcapng file", Required = true, HelpName = "FILE" };
    private readonly Option<string> _framing = new("--framing") { Description = "how packets are cut into messages", Required = true };
    private readonly Option<string[]> _schema = new("--schema") { Description = "SBE schema; repeat it for more; default: the framing's own", HelpName = "FILE" };
    private readonly Option<int?> _template = new("--template") { Description = "only messages of this template id", HelpName = "N" };
    private readonly Option<long?> _limit = new("--limit") { Description = "stop after this many messages", HelpName = "N" };
    private readonly Option<bool> _count = new("--count") { Description = "count instead of showing messages" };

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
        using CaptureFile file = CaptureFile.Open(path);
        bool isCount = context.Get(_count);
        CaptureDecoder decoder = new(options, isCount ? new CountingOutput()
            : context.IsJson ? new JsonLineOutput(SchemaVersion, context.Reporter.Result)
            : new TextOutput(context.Reporter.Result));
        EdgeRouterException? damage = null;
        using (WorkProgress progress = context.Reporter.StartProgress("decode", 0))
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

    private CaptureDecodeOptions Options(VerbContext context)
    {
        MessageFraming framing = Framings.Find(context.Get(_framing)!);
        string[] schemas = context.Get(_schema) ?? [];
        long limit = context.Get(_limit) ?? long.MaxValue;
        if (limit <= 0)
        {
            throw EdgeRouterException.Usage("ER9020", $"--limit {limit} is not above zero");
        }

        return new CaptureDecodeOptions
        {
            Framing = framing,
            Schemas = schemas.Length == 0 ? [framing.LoadSchema()] : [.. schemas.Select(FeedSchemas.FromFile)],
            TemplateId = context.Get(_template),
            MessageCountMax = limit,
        };
    }
}
