using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Cli.Verbs;
using EdgeRouter.Core.Errors;
using EdgeRouter.Journal;
using EdgeRouter.Lab.Journals;

namespace EdgeRouter.Cli.Audits;

/// <summary><c>edgerouter audit journal</c>: whether a journal is whole, and what a router would know that is started on it.</summary>
internal sealed class JournalCommand
{
    private readonly Argument<string> _folder = new("FOLDER") { Description = "folder of the journal" };

    /// <summary>The command.</summary>
    /// <param name="host">Its frame.</param>
    public static Command Build(CommandHost host)
    {
        var self = new JournalCommand();
        Command command = host.Verb(
            "journal",
            "Verify a journal and its snapshots, fold it, and check the books; exit 1 when it is damaged or something does not hold.",
            "edgerouter audit journal lab.db.journals/day2-static",
            self.Run);
        command.Add(self._folder);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        string folder = context.Get(_folder)!;
        JournalReport journal = Verify(context, folder);
        JournalOutline outline = JournalReplayRun.ReadOutline(context, folder, journal.LastUsableSequence);
        var report = new JournalAuditReport(journal, outline, outline.HasSetup ? Fold(context, journal, outline) : null);
        if (context.IsJson)
        {
            context.Reporter.ResultJson(JournalAuditReport.SchemaVersion, report.WriteJson);
        }
        else
        {
            report.WriteText(context.Reporter);
        }

        ThrowIfBad(folder, journal, report.Books);
        return ExitCode.Ok;
    }

    private static JournalReport Verify(VerbContext context, string folder)
    {
        using WorkProgress progress = context.Reporter.StartProgress("verify", 0);
        return JournalVerifier.Verify(folder, new Direct(progress));
    }

    private static BooksReport Fold(VerbContext context, JournalReport journal, JournalOutline outline)
    {
        using var books = new JournalBooks(outline);
        using WorkProgress progress = context.Reporter.StartProgress("fold", outline.LastSequence);
        return books.Fold(journal.Snapshots, progress.Report, context.Cancellation);
    }

    private static void ThrowIfBad(string folder, JournalReport journal, BooksReport? books)
    {
        if (!journal.IsWhole)
        {
            JournalDamage first = journal.Damages[0];
            throw new EdgeRouterException("ER9085", ExitCode.CheckFailed, string.Create(
                CultureInfo.InvariantCulture,
                $"journal '{folder}' is damaged in {journal.Damages.Count} places; the books are those of record {journal.LastUsableSequence}; first: {first.Error.ToUserLine()}"));
        }

        if (books is { Violations.Count: > 0 })
        {
            throw new EdgeRouterException("ER9086", ExitCode.CheckFailed, string.Create(
                CultureInfo.InvariantCulture, $"the books of journal '{folder}' do not agree in {books.Violations.Count} places; first: {books.Violations[0]}"));
        }
    }

    // Progress<T> would report on another thread.
    private sealed class Direct(WorkProgress progress) : IProgress<long>
    {
        public void Report(long value) => progress.Report(value);
    }
}
