namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>What the comparers share: the two schemas and the findings.</summary>
internal sealed class SbeComparison(SbeSchema older, SbeSchema newer)
{
    private readonly List<SbeCompatibilityFinding> _findings = new();
    private readonly HashSet<(SbeType Older, SbeType Newer)> _compared = new();

    public SbeSchema Older => older;

    public SbeSchema Newer => newer;

    public IReadOnlyList<SbeCompatibilityFinding> Findings => _findings;

    /// <summary>Whether something was found that only a higher version may have.</summary>
    public bool NeedsVersion { get; private set; }

    public void Breaking(string place, SbeFacts? olderFacts, SbeFacts? newerFacts, string message)
    {
        NeedsVersion = true;
        Add(SbeCompatibilitySeverity.Breaking, place, olderFacts, newerFacts, message);
    }

    public void Safe(string place, SbeFacts? olderFacts, SbeFacts? newerFacts, string message) =>
        Add(SbeCompatibilitySeverity.Safe, place, olderFacts, newerFacts, message);

    /// <summary>An allowed extension: safe, in a higher version.</summary>
    public void Extension(string place, SbeFacts? olderFacts, SbeFacts? newerFacts, string message)
    {
        NeedsVersion = true;
        Safe(place, olderFacts, newerFacts, message);
    }

    /// <summary>An element whose presence a reader decides by the sender's version was added at a place where it may be.</summary>
    public void Addition(string place, SbeFacts facts, string kind)
    {
        int since = facts.SinceVersion;
        string advice = $"give it sinceVersion=\"{Math.Max(newer.Version, older.Version + 1)}\"";
        if (since <= older.Version)
        {
            string reason = since == 0 ? "is new and has no sinceVersion" : $"is new, and its sinceVersion {since} is not above the older version {older.Version}";
            Breaking(place, null, facts, $"{kind} {reason}: newer readers look for it in older messages; {advice}");
        }
        else if (since > newer.Version)
        {
            Breaking(place, null, facts, $"{kind} has sinceVersion {since}, above the schema's own version {newer.Version}: readers never see it; {advice}");
        }
        else if (newer.Header.Version == null)
        {
            Breaking(place, null, facts, $"{kind} is new, and the message header carries no version: readers cannot tell which messages have it");
        }
        else
        {
            Extension(place, null, facts, $"{kind} was added");
        }
    }

    /// <summary>Names, descriptions and deprecation do not reach the wire.</summary>
    public void Metadata(string place, string olderName, SbeFacts olderFacts, string newerName, SbeFacts newerFacts)
    {
        if (olderName != newerName)
        {
            Safe(place, olderFacts, newerFacts, $"renamed to '{newerName}'");
        }

        if (olderFacts.Description != newerFacts.Description)
        {
            Safe(place, olderFacts, newerFacts, "described in other words");
        }

        if (olderFacts.Deprecated != newerFacts.Deprecated)
        {
            Safe(place, olderFacts, newerFacts, newerFacts.Deprecated == null ? "no longer deprecated" : $"deprecated since version {newerFacts.Deprecated}");
        }
    }

    /// <summary>The version that brought an element must stay: readers decide by it whether a message has the element.</summary>
    public void SinceVersion(string place, SbeFacts olderFacts, SbeFacts newerFacts)
    {
        if (olderFacts.SinceVersion != newerFacts.SinceVersion)
        {
            Breaking(place, olderFacts, newerFacts,
                $"sinceVersion was {olderFacts.SinceVersion} and is {newerFacts.SinceVersion}: readers disagree on which messages have it; leave it");
        }
    }

    /// <summary>Whether this is the first field that brings the two types together: named types are compared once.</summary>
    public bool IsFirst(SbeType olderType, SbeType newerType) => _compared.Add((olderType, newerType));

    private void Add(SbeCompatibilitySeverity severity, string place, SbeFacts? olderFacts, SbeFacts? newerFacts, string message) =>
        _findings.Add(new SbeCompatibilityFinding(severity, place, olderFacts?.Line ?? 0, newerFacts?.Line ?? 0, message));
}
