using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Reference.Parsing;
using EdgeRouter.Core.State;

namespace EdgeRouter.Core.Reference;

/// <summary>Reference data with every effective date, from one JSON file (<c>src/docs/REFERENCE.md</c>), validated as a whole. Immutable. Control plane:
/// parsing and resolving allocate.</summary>
public sealed class ReferenceFile
{
    private readonly ReferenceModel _model;
    private readonly long[] _changesNs;
    private readonly byte[] _canonical;

    private ReferenceFile(ReferenceModel model, string nameForErrors)
    {
        _model = model;
        _changesNs = model.ChangesNs();
        _canonical = CanonicalJson.Write(model);
        if (_canonical.Length > ReferenceLimits.FileBytesMax)
        {
            throw EdgeRouterException.BadInput("ER1150", $"{nameForErrors}: is larger than {ReferenceLimits.FileBytesMax} bytes when every date is written out; split it by date");
        }

        Version = Math.Max(1, StateWriter.HashOf(_canonical));
    }

    /// <summary>Hash of <see cref="CanonicalBytes"/>; never zero.</summary>
    public ulong Version { get; }

    /// <summary>From when the file can be used, ns since the Unix epoch UTC.</summary>
    public long ValidFromNs => _model.ValidFromNs;

    /// <summary>Until when, exclusive, ns since the Unix epoch UTC.</summary>
    public long ValidUntilNs => _model.ValidUntilNs;

    /// <summary>The same data as JSON in one fixed layout, dates as UTC instants and time zones pinned: it parses to the same version on any machine,
    /// whatever that machine knows of time zones. This is what a journal should keep.</summary>
    public ReadOnlySpan<byte> CanonicalBytes => _canonical;

    /// <summary>Reads and validates a file. Nothing comes of a file that has one fault.</summary>
    /// <param name="utf8">The JSON text; a byte order mark is permitted.</param>
    /// <param name="nameForErrors">What to call the file in messages.</param>
    /// <exception cref="EdgeRouterException">ER1150 to ER1158: one line with file, key path and what to do.</exception>
    public static ReferenceFile Parse(ReadOnlySpan<byte> utf8, string nameForErrors) => new(ReferenceParser.Parse(utf8, nameForErrors), nameForErrors);

    /// <summary>The data in force at a time.</summary>
    /// <param name="timeNs">When, ns since the Unix epoch UTC; within the file's validity.</param>
    /// <exception cref="EdgeRouterException">ER1159: the file is not valid then.</exception>
    public ReferenceData Resolve(long timeNs)
    {
        if (timeNs < ValidFromNs || timeNs >= ValidUntilNs)
        {
            throw EdgeRouterException.BadInput("ER1159", $"reference data is valid from {TimeText.Instant(ValidFromNs)} until {TimeText.Instant(ValidUntilNs)}, not at {TimeText.Instant(timeNs)}; bring a file that covers it");
        }

        int index = _changesNs.AsSpan().BinarySearch(timeNs);
        int passed = index >= 0 ? index + 1 : ~index;
        long fromNs = passed == 0 ? ValidFromNs : _changesNs[passed - 1];
        return Build(fromNs, passed < _changesNs.Length ? _changesNs[passed] : ValidUntilNs);
    }

    /// <summary>First instant after a time at which the data in force changes, ns since the Unix epoch UTC; <see cref="long.MaxValue"/> when none does any more.</summary>
    /// <param name="timeNs">After when, ns since the Unix epoch UTC.</param>
    public long NextChangeNs(long timeNs)
    {
        if (timeNs < ValidFromNs)
        {
            return ValidFromNs;
        }

        int index = _changesNs.AsSpan().BinarySearch(timeNs);
        int next = index >= 0 ? index + 1 : ~index;
        return next < _changesNs.Length ? _changesNs[next] : long.MaxValue;
    }

    /// <summary>Checks that every id of earlier data means the same here: the file has the same instruments and venues at the same places, and new ones only
    /// behind them.</summary>
    /// <param name="earlier">What ran before.</param>
    /// <exception cref="EdgeRouterException">ER1159: a name is gone or elsewhere.</exception>
    public void RequireSuccessorOf(Universe earlier)
    {
        for (int i = 0; i < earlier.Instruments.Length; i++)
        {
            string? name = i < _model.Instruments.Length ? _model.Instruments[i].Values[0].Symbol : null;
            RequireSame("instruments", i, earlier.Instruments[i].Symbol, name);
        }

        for (int i = 0; i < earlier.Venues.Length; i++)
        {
            RequireSame("venues", i, earlier.Venues[i].Name, i < _model.Venues.Length ? _model.Venues[i].Name : null);
        }
    }

    private static void RequireSame(string list, int index, string earlier, string? name)
    {
        if (!string.Equals(earlier, name, StringComparison.Ordinal))
        {
            throw EdgeRouterException.BadInput("ER1159", $"{list}[{index}] was {earlier} and is {name ?? "gone"}; keep the order, add new entries at the end, and mark what is not traded any more as untradable");
        }
    }

    private ReferenceData Build(long fromNs, long untilNs)
    {
        var instruments = new Instrument[_model.Instruments.Length];
        for (int i = 0; i < instruments.Length; i++)
        {
            instruments[i] = _model.Instruments[i].At(fromNs);
        }

        var venues = new Venue[_model.Venues.Length];
        var symbols = new SymbolMap[venues.Length];
        var tiers = new string[venues.Length];
        for (int i = 0; i < venues.Length; i++)
        {
            venues[i] = _model.Venues[i].At(new VenueId((byte)i), fromNs);
            symbols[i] = _model.Symbols[i].At(fromNs);
            tiers[i] = _model.Venues[i].Fees.At(fromNs).Name;
        }

        ulong version = Math.Max(1, SplitMix64.Mix(Version ^ SplitMix64.Mix((ulong)fromNs)));
        var universe = new Universe(instruments, venues);
        universe.Adopt(universe, version);
        return new ReferenceData(universe, Schedule(fromNs), symbols, tiers)
        {
            Version = version,
            EffectiveFromNs = fromNs,
            EffectiveUntilNs = untilNs,
        };
    }

    private TradingSchedule Schedule(long fromNs)
    {
        var byCalendar = new Dictionary<(int Calendar, int Traded), SessionTrack>();
        var tracks = new SessionTrack[_model.Venues.Length];
        for (int i = 0; i < tracks.Length; i++)
        {
            (int Calendar, int Traded) key = (_model.Venues[i].Calendar, _model.Venues[i].Terms.At(fromNs).Traded);
            if (!byCalendar.TryGetValue(key, out SessionTrack? track))
            {
                track = SessionTrack.Of(_model.Sessions[key.Calendar], key.Traded);
                byCalendar.Add(key, track);
            }

            tracks[i] = track;
        }

        return new TradingSchedule(tracks);
    }
}
