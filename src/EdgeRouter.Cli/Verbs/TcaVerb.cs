using System.CommandLine;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter tca</c>: transaction cost analysis of the store's runs.</summary>
internal sealed class TcaVerb : IVerb
{
    private const int SchemaVersion = 1;
    private readonly Option<string> _store = new("--store") { Description = "SQLite store", Required = true, HelpName = "FILE" };
    private readonly Option<string[]> _baselines = new("--baseline") { Description = "policy that the others are compared with, on identical parents; repeatable", HelpName = "POLICY" };
    private readonly Option<string[]> _runs = new("--run") { Description = "run to look at; repeatable; default: all", HelpName = "NAME" };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb("tca", "Show what routing cost: implementation shortfall, slippage, fill rate and fees, by policy and venue.", "edgerouter tca --store lab.db --baseline static", Run);
        command.Add(_store);
        command.Add(_baselines);
        command.Add(_runs);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        using FeedbackStore store = FeedbackStore.Open(context.Get(_store)!, SqliteOpenMode.ReadOnly);
        TcaReport report = TcaStore.Report(store, new TcaOptions(), context.Get(_baselines), context.Get(_runs));
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json => TcaTables.WriteJson(json, report));
        }
        else
        {
            TcaTables.WriteText(context.Reporter, report);
        }

        return ExitCode.Ok;
    }
}
