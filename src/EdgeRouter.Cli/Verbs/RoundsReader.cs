using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Reads <c>--rounds</c>.</summary>
internal static class RoundsReader
{
    /// <summary>All rounds of the file.</summary>
    public const string All = "all";

    private const string Best = "best";

    /// <summary>Reads the option.</summary>
    /// <param name="text">Its value.</param>
    /// <exception cref="EdgeRouterException">ER9045: neither <c>all</c> nor <c>best</c> nor a number above zero.</exception>
    public static RoundSelection Read(string text) => text switch
    {
        All => RoundSelection.All,
        Best => RoundSelection.Best,
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? RoundSelection.First(count)
            : throw EdgeRouterException.Usage("ER9045", $"--rounds {text}: give '{All}', '{Best}' or a number from 1 on"),
    };
}
