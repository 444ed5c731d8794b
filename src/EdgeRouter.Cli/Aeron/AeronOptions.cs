using System.CommandLine;
using System.Globalization;
using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Cli.Aeron;

/// <summary>Options that several of the <c>aeron</c> commands have, and how their values are read.</summary>
internal static class AeronOptions
{
    /// <summary>The driver's directory.</summary>
    public static Option<string?> Directory() => new("--dir") { Description = $"the driver's directory; also AERON_DIR; default {AeronDirectory.Default()}", HelpName = "DIR" };

    /// <summary>The directory that was named, or the usual one.</summary>
    /// <param name="context">Arguments.</param>
    /// <param name="option">Made by <c>Directory()</c>.</param>
    public static string Directory(VerbContext context, Option<string?> option) => context.Get(option) is { Length: > 0 } named ? named : AeronDirectory.Default();

    /// <summary>A size with an optional k, m or g.</summary>
    /// <param name="context">Arguments.</param>
    /// <param name="option">The option.</param>
    /// <exception cref="EdgeRouterException">ER9107: not a size of 32 bits.</exception>
    public static int Size(VerbContext context, Option<string> option) =>
        SizeText.TryParse(context.Get(option)!, out long bytes) && bytes <= int.MaxValue
            ? (int)bytes
            : throw EdgeRouterException.Usage("ER9107", $"{option.Name} '{context.Get(option)}' is not a size such as 65536, 64k or 1m");

    /// <summary>Numbers of processors, separated by commas; none where the option is left out.</summary>
    /// <param name="context">Arguments.</param>
    /// <param name="option">The option.</param>
    /// <exception cref="EdgeRouterException">ER9107: not such numbers.</exception>
    public static int[] Cpus(VerbContext context, Option<string?> option)
    {
        string[] parts = context.Get(option)?.Split(',') ?? [];
        int[] cpus = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out cpus[i]))
            {
                throw EdgeRouterException.Usage("ER9107", $"{option.Name} '{context.Get(option)}' is not a list of processors such as 2 or 2,3,4");
            }
        }

        return cpus;
    }

    /// <summary>A number of a range.</summary>
    /// <param name="context">Arguments.</param>
    /// <param name="option">The option.</param>
    /// <param name="min">Least.</param>
    /// <param name="max">Greatest.</param>
    /// <exception cref="EdgeRouterException">ER9108: outside.</exception>
    public static double InRange(VerbContext context, Option<double> option, double min, double max)
    {
        double value = context.Get(option);
        return value >= min && value <= max ? value : throw Outside(option.Name, value, min, max);
    }

    /// <summary>A whole number of a range.</summary>
    /// <param name="context">Arguments.</param>
    /// <param name="option">The option.</param>
    /// <param name="min">Least.</param>
    /// <param name="max">Greatest.</param>
    /// <exception cref="EdgeRouterException">ER9108: outside.</exception>
    public static long InRange(VerbContext context, Option<long> option, long min, long max)
    {
        long value = context.Get(option);
        return value >= min && value <= max ? value : throw Outside(option.Name, value, min, max);
    }

    private static EdgeRouterException Outside(string name, double value, double min, double max) =>
        EdgeRouterException.Usage("ER9108", string.Create(CultureInfo.InvariantCulture, $"{name} {value} is outside {min} to {max}"));
}
