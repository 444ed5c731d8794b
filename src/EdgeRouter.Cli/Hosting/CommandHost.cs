using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using EdgeRouter.Cli.Configuration;
using EdgeRouter.Cli.Output;
using EdgeRouter.Cli.Time;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Cli.Hosting;

/// <summary>The frame around the verbs: options that all of them have, and the boundary where failures become one line and an exit code.</summary>
internal sealed class CommandHost
{
    private const string Name = "edgerouter";
    private const string TextFormat = "text";
    private const string JsonFormat = "json";

    private readonly TextWriter _stdout;
    private readonly TextWriter _stderr;

    private readonly Option<bool> _json = new("--json") { Description = "print the result as one JSON object", Recursive = true };
    private readonly Option<string> _logFormat = new("--log-format") { Description = "format of the log on stderr", Recursive = true };
    private readonly Option<string?> _config = new("--config") { Description = "JSON file with settings; also EDGEROUTER_CONFIG", Recursive = true, HelpName = "FILE" };
    private readonly Option<string[]> _set = new("--set") { Description = "one setting; repeatable", Recursive = true, HelpName = "SECTION:KEY=VALUE" };
    private readonly Dictionary<Command, string> _examples = [];
    private readonly SystemClock _clock = new();
    private readonly StopwatchTicks _ticks = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly RootCommand _root = new("A smart order router whose waterfall is written by a model, for every order.");

    /// <summary>Builds the command line of these verbs.</summary>
    /// <param name="verbs">In the order in which help lists them.</param>
    /// <param name="stdout">Takes results.</param>
    /// <param name="stderr">Takes logs and errors.</param>
    public CommandHost(IEnumerable<IVerb> verbs, TextWriter stdout, TextWriter stderr)
    {
        _stdout = stdout;
        _stderr = stderr;
        _json.DefaultValueFactory = _ => false;
        _logFormat.DefaultValueFactory = _ => TextFormat;
        _logFormat.AcceptOnlyFromAmong(TextFormat, JsonFormat);
        foreach (Option option in new Option[] { _json, _logFormat, _config, _set })
        {
            _root.Add(option);
        }

        foreach (IVerb verb in verbs)
        {
            _root.Add(verb.Build(this));
        }

        foreach (Option option in _root.Options)
        {
            option.Action = option switch
            {
                HelpOption { Action: HelpAction help } => new HelpWithExamples(help, _examples),
                VersionOption => new PrintVersion(),
                _ => option.Action,
            };
        }
    }

    /// <summary>Makes a verb's command. The verb adds its options to it.</summary>
    /// <param name="name">One lower-case word.</param>
    /// <param name="description">One line.</param>
    /// <param name="example">A command line that works, for help.</param>
    /// <param name="run">The verb's work; its value is the exit code.</param>
    public Command Verb(string name, string description, string example, Func<VerbContext, ExitCode> run)
    {
        Command command = new(name, description);
        command.SetAction(arguments => (int)RunVerb(arguments, run));
        _examples[command] = example;
        return command;
    }

    /// <summary>Runs one command line to its exit code.</summary>
    /// <param name="args">Without the command's own name.</param>
    public int Run(IReadOnlyList<string> args)
    {
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        ParseResult arguments = _root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        bool isHelpOrVersion = arguments.Action is HelpWithExamples or PrintVersion;
        return arguments.Errors.Count > 0 && !isHelpOrVersion
            ? (int)Refuse(arguments, args)
            : arguments.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = _stdout, Error = _stderr });
    }

    private static LogFormat ToFormat(string? name) => string.Equals(name, JsonFormat, StringComparison.Ordinal) ? LogFormat.Json : LogFormat.Text;

    private ConsoleReporter MakeReporter(bool isJson, LogFormat format) => new(_stdout, _stderr, isJson, format, _clock, _ticks);

    private ExitCode Refuse(ParseResult arguments, IReadOnlyList<string> args)
    {
        string what = arguments.UnmatchedTokens is [string unknown, ..] ? $"unknown argument '{unknown}'"
            : args.Count == 0 ? "no verb given"
            : Describe(arguments.Errors[0]);
        Command command = arguments.CommandResult.Command;
        string help = command is RootCommand ? $"{Name} --help" : $"{Name} {PathOf(command)} --help";
        MakeReporter(isJson: false, FormatIn(args)).Error("ER9001", $"{what}; see '{help}'");
        return ExitCode.Usage;
    }

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault(parent => parent is not RootCommand) is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    /// <summary>The library names .NET types where a value is not of the option's kind; people want to know the kind.</summary>
    private static string Describe(ParseError error)
    {
        string message = string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        if (error.SymbolResult is { } at && (at as OptionResult ?? at.Parent as OptionResult) is { } option && !message.Contains(option.Option.Name, StringComparison.Ordinal))
        {
            message = $"{option.Option.Name}: {message}";
        }

        int kindAt = message.IndexOf(" as expected type ", StringComparison.Ordinal);
        Type? type = kindAt > 0 && error.SymbolResult is OptionResult { Option.ValueType: { } valueType } ? valueType : null;
        return type is null ? message : $"{message[..kindAt]} as {KindOf(Nullable.GetUnderlyingType(type) ?? type)}";
    }

    private static string KindOf(Type type) =>
        type == typeof(double) ? "a number" : type == typeof(ulong) ? "a whole number, 0 or more" : type == typeof(bool) ? "true or false" : "a whole number of its range";

    /// <summary>The log format that a command line asks for which as a whole cannot be parsed.</summary>
    private static LogFormat FormatIn(IReadOnlyList<string> args)
    {
        string joined = string.Join('\n', args);
        return joined.Contains("--log-format\njson", StringComparison.Ordinal) || joined.Contains("--log-format=json", StringComparison.Ordinal) ? LogFormat.Json : LogFormat.Text;
    }

    private ExitCode RunVerb(ParseResult arguments, Func<VerbContext, ExitCode> run)
    {
        ConsoleReporter reporter = MakeReporter(arguments.GetValue(_json), ToFormat(arguments.GetValue(_logFormat)));
        try
        {
            Settings settings = LoadSettings(arguments);
            if (settings.DescribeChanged() is { Length: > 0 } changed)
            {
                reporter.Info($"settings: {changed}");
            }

            return run(new VerbContext(arguments, reporter, settings, _clock, _ticks, _stop.Token));
        }
        catch (Exception failure)
        {
            return FailureReport.Write(reporter, failure, _stop.IsCancellationRequested);
        }
        finally
        {
            _stdout.Flush();
        }
    }

    private Settings LoadSettings(ParseResult arguments)
    {
        SettingsBuilder builder = new(KnownSettings.All);
        string? file = arguments.GetValue(_config) ?? Environment.GetEnvironmentVariable("EDGEROUTER_CONFIG");
        if (!string.IsNullOrEmpty(file))
        {
            builder.AddFile(file);
        }

        builder.AddEnvironment(Environment.GetEnvironmentVariables());
        builder.AddCommandLine(arguments.GetValue(_set) ?? []);
        return builder.Build();
    }

    /// <summary>The first signal asks the verb to stop; a second one ends the process at once.</summary>
    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
