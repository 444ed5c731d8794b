using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>--rounds</c>: which boosting rounds of a model file count.</summary>
internal static class RoundsOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string> Create() => new("--rounds")
    {
        Description = "boosting rounds to use: all, best (up to the one that early stopping recorded), or the first N",
        DefaultValueFactory = _ => "all",
        HelpName = "all|best|N",
    };

    /// <summary>Reads the option.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="option">From <see cref="Create"/>.</param>
    /// <exception cref="EdgeRouterException">ER9061.</exception>
    public static RoundSelection Read(VerbContext context, Option<string> option)
    {
        string text = context.Get(option)!;
        return text switch
        {
            "all" => RoundSelection.All,
            "best" => RoundSelection.Best,
            _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
                ? RoundSelection.First(count)
                : throw EdgeRouterException.Usage("ER9061", $"--rounds {text} is neither all nor best nor a number from 1 on"),
        };
    }
}
