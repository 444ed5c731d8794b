using System.Runtime.CompilerServices;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>The errors of a forest file that is being opened: one line each, naming the file, the place in it and what to do.</summary>
/// <param name="path">The file, as the user knows it.</param>
internal sealed class ForestFault(string path)
{
    private const string Advice = "compile the models again with 'edgerouter model compile'";

    /// <summary>Where the reader is, or empty.</summary>
    public string Place { get; set; } = string.Empty;

    /// <summary>The content breaks a rule.</summary>
    /// <param name="what">Which one.</param>
    public EdgeRouterException Damaged(string what) =>
        Fail(ScoringErrors.DamagedForest, $"not a sound forest file: {(Place.Length > 0 ? $"{Place}: " : string.Empty)}{what}; {Advice}");

    /// <summary>Another version wrote the file.</summary>
    /// <param name="version">Its version.</param>
    public EdgeRouterException WrongVersion(int version) =>
        Fail(ScoringErrors.ForestVersion, $"forest file of version {version}, this program reads version {ForestHeader.CurrentVersion}; {Advice}");

    /// <summary>The content is not what was written.</summary>
    public EdgeRouterException WrongDigest() =>
        Fail(ScoringErrors.ForestChecksum, $"the checksum of the forest file is wrong: it was changed after it was written; restore it or {Advice}");

    /// <summary>The file is larger than can be used.</summary>
    /// <param name="sizeBytes">Its size.</param>
    public EdgeRouterException TooLarge(long sizeBytes) =>
        Fail(ScoringErrors.TooLarge, $"{sizeBytes} bytes; a forest has at most {int.MaxValue}: train fewer or shallower trees, or compile the models apart");

    /// <summary>The file cannot be read.</summary>
    /// <param name="reason">What the system said.</param>
    public EdgeRouterException Unreadable(Exception reason) => EdgeRouterException.BadInput(
        ScoringErrors.Unreadable,
        $"{path}: cannot be read: {reason.Message} Check the path and its rights.",
        reason);

    /// <summary>Fails unless a rule holds.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="what">What is wrong if not.</param>
    public void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw Damaged(what);
        }
    }

    /// <inheritdoc cref="Check(bool, string)"/>
    public void Check(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref FaultText what)
    {
        if (!holds)
        {
            throw Damaged(what.ToText());
        }
    }

    private EdgeRouterException Fail(string id, string what) => EdgeRouterException.BadInput(id, $"{path}: {what}");
}
