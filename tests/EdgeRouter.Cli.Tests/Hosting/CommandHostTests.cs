using System.CommandLine;
using System.Diagnostics;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Cli.Tests.Hosting;

[TestFixture]
public sealed class CommandHostTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Test]
    public void ShouldReturnTheVerbsExitCodeAndKeepResultsOnStdout()
    {
        (int exitCode, string stdout, string stderr) = Run(context =>
        {
            context.Reporter.Info("working");
            context.Reporter.Result("42");
            return ExitCode.CheckFailed;
        });
        Assert.That((exitCode, stdout, stderr), Is.EqualTo((1, "42\n", "info: working\n")));
    }

    [TestCase("ER5001", ExitCode.BadInput, 3)]
    [TestCase("ER6001", ExitCode.Environment, 4)]
    public void ShouldTurnAKnownFailureIntoOneLine(string id, object kind, int expected)
    {
        (int exitCode, string stdout, string stderr) = Run(_ => throw new EdgeRouterException(id, (ExitCode)kind, "the store\nis locked"));
        Assert.That((exitCode, stdout, stderr), Is.EqualTo((expected, string.Empty, $"error {id}: the store is locked\n")));
    }

    [Test]
    public void ShouldCallAnUnknownFailureADefect()
    {
        (int exitCode, string stdout, string stderr) = Run(_ => throw new InvalidOperationException("two\nlines"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((exitCode, stdout), Is.EqualTo((70, string.Empty)));
            Assert.That(stderr, Does.StartWith("error ER9070: ").And.Contain("InvalidOperationException: two lines").And.Contain("EDGEROUTER_DEBUG=1"));
            Assert.That(stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
        }
    }

    [Test]
    public void ShouldBlameTheInputForAMissingFile()
    {
        (int exitCode, _, string stderr) = Run(_ =>
        {
            File.ReadAllBytes("/none/there.bin");
            return ExitCode.Ok;
        });
        Assert.That((exitCode, stderr), Is.EqualTo((3, "error ER9010: Could not find a part of the path '/none/there.bin'.\n")));
    }

    [Test]
    public void ShouldCallACancellationThatNobodyAskedForADefect() =>
        Assert.That(Run(_ => throw new OperationCanceledException()).ExitCode, Is.EqualTo(70));

    [TestCase("INT")]
    [TestCase("TERM")]
    public void ShouldStopCleanlyOnASignal(string signal)
    {
        (int exitCode, string stdout, string stderr) = Run(context =>
        {
            using Process kill = Process.Start("kill", [$"-{signal}", $"{Environment.ProcessId}"]);
            context.Cancellation.WaitHandle.WaitOne(Limit);
            context.Cancellation.ThrowIfCancellationRequested();
            return ExitCode.Ok;
        });
        Assert.That((exitCode, stdout, stderr), Is.EqualTo((130, string.Empty, "error ER9030: stopped by the user\n")));
    }

    [Test]
    public void ShouldHandTheVerbItsOptions()
    {
        (_, string stdout, _) = Run(
            context =>
            {
                context.Reporter.Result($"{context.Get(CountVerb.Count)} {context.IsJson}");
                return ExitCode.Ok;
            },
            "count",
            "--count",
            "7",
            "--json");
        Assert.That(stdout, Is.EqualTo("7 True\n"));
    }

    [Test]
    public void ShouldListEveryVerbsExample() => Assert.That(Run(_ => ExitCode.Ok, "--help").Stdout, Does.Contain("edgerouter count --count 3"));

    private static (int ExitCode, string Stdout, string Stderr) Run(Func<VerbContext, ExitCode> run, params string[] args)
    {
        using StringWriter stdout = new() { NewLine = "\n" };
        using StringWriter stderr = new() { NewLine = "\n" };
        int exitCode = new CommandHost([new CountVerb(run)], stdout, stderr).Run(args.Length == 0 ? ["count"] : args);
        return (exitCode, stdout.ToString(), stderr.ToString());
    }

    private sealed class CountVerb(Func<VerbContext, ExitCode> run) : IVerb
    {
        internal static readonly Option<int> Count = new("--count");

        public Command Build(CommandHost host)
        {
            Command command = host.Verb("count", "Counts.", "edgerouter count --count 3", run);
            command.Add(Count);
            return command;
        }
    }
}
