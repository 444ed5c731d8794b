using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode;

/// <summary>Finds the schema that reads a message, by the schema id, template id and version of its header. Of several with the same id: the
/// sender's very version, else the lowest newer one, else the newest.</summary>
public sealed class SchemaDispatcher
{
    private readonly SbeWalker[] _walkers;

    /// <summary>Creates the dispatcher.</summary>
    /// <param name="schemas">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public SchemaDispatcher(IReadOnlyList<SbeSchema> schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        if (schemas.Count == 0)
        {
            throw new ArgumentException("At least one schema is needed.", nameof(schemas));
        }

        _walkers = [.. schemas.Select(schema => new SbeWalker(schema))];
        HeaderBytesMin = schemas.Min(schema => schema.Header.EncodedLength);
        HeaderBytesMax = schemas.Max(schema => schema.Header.EncodedLength);
    }

    /// <summary>Length of the shortest message header.</summary>
    public int HeaderBytesMin { get; }

    /// <summary>Length of the longest message header.</summary>
    public int HeaderBytesMax { get; }

    /// <summary>Finds the schema.</summary>
    /// <param name="message">From the message header's first byte on.</param>
    /// <param name="match">How well it fits.</param>
    /// <returns>Its walker; where none knows the message: one that has its schema id, or the first.</returns>
    public SbeWalker Find(ReadOnlySpan<byte> message, out SchemaMatch match)
    {
        SbeWalker best = _walkers[0];
        int bestVersion = 0;
        match = SchemaMatch.ShortHeader;
        foreach (SbeWalker walker in _walkers)
        {
            SbeWalkResult glance = walker.Glance(message);
            SchemaMatch found = Match(glance.Status);
            bool isBetter = found < match || (found == SchemaMatch.Known && match == SchemaMatch.Known && IsCloser(walker.Schema.Version, bestVersion, glance.Version));
            if (isBetter)
            {
                (best, bestVersion, match) = (walker, walker.Schema.Version, found);
            }
        }

        return best;
    }

    /// <summary>Whether a schema has a message of this header.</summary>
    /// <param name="message">From the message header's first byte on.</param>
    public bool Knows(ReadOnlySpan<byte> message)
    {
        Find(message, out SchemaMatch match);
        return match == SchemaMatch.Known;
    }

    private static SchemaMatch Match(SbeWalkStatus status) => status switch
    {
        SbeWalkStatus.Complete => SchemaMatch.Known,
        SbeWalkStatus.UnknownTemplate => SchemaMatch.UnknownTemplate,
        SbeWalkStatus.OtherSchema => SchemaMatch.UnknownSchema,
        _ => SchemaMatch.ShortHeader,
    };


    /// <summary>Whether a schema version fits a sender's version better than another.</summary>
    private static bool IsCloser(int version, int than, int sender)
    {
        bool isNewEnough = version >= sender;
        return isNewEnough == than >= sender
            ? isNewEnough ? version < than : version > than
            : isNewEnough;
    }
}
