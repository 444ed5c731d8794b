using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Faults;

/// <content>Reference data in force: what they permit, and whether decisions name them.</content>
internal sealed partial class RecordBook
{
    private readonly Dictionary<(ulong File, int PassedCount), ulong> _versions = [];
    private readonly Dictionary<ulong, (ulong File, int PassedCount)> _sources = [];
    private readonly bool[] _isBanded = new bool[FaultWorld.InstrumentCount];
    private ReferenceAccount? _reference;

    public override void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        if (kind == ConfigurationKind.ReferenceData)
        {
            _reference = new ReferenceAccount(content);
        }
    }

    public override void OnControl(in MessageEnvelope envelope, in ControlInput control)
    {
        if (control.Kind == ControlKind.LimitBandSet)
        {
            _isBanded[control.InstrumentId.Value] = control.Value2 > 0;
        }
    }

    // How a version is made is the router's affair: the same data have the same one, other data another.
    public override void OnDecision(in MessageEnvelope envelope, in DecisionView decision)
    {
        (ulong File, int PassedCount) source = _reference is null ? default : (_reference.ContentHash, _reference.PassedCount(decision.TimeNs));
        ulong version = decision.ReferenceVersion;
        bool isSame = _versions.TryAdd(source, version) || _versions[source] == version;
        bool isOwn = _sources.TryAdd(version, source) || _sources[version] == source;
        findings.Require(
            isSame && isOwn && (version == 0) == (_reference is null),
            Invariant.ReferenceObeyed,
            $"decision {decision.DecisionIndex} of parent {decision.ParentId.Value} names reference data {version:x}, not those in force after {source.PassedCount} changes");
    }

    /// <summary>What is in force of an instrument.</summary>
    public ReferenceTerms TermsAt(InstrumentId instrument, long timeNs) => _reference?.At(instrument, timeNs) ?? ReferenceTerms.None;

    private void HoldReference(in ChildOrder child, long timeNs)
    {
        ReferenceTerms terms = TermsAt(child.InstrumentId, timeNs);
        long price = child.LimitPrice.Nanos;
        findings.Require(price > 0 && price % terms.TickNanos == 0, Invariant.ReferenceObeyed, $"child {child.Id.Value} at {child.LimitPrice} is off the tick {new Price(terms.TickNanos)}");
        findings.Require(
            _isBanded[child.InstrumentId.Value] || terms.HighNanos == 0 || (price >= terms.LowNanos && price <= terms.HighNanos),
            Invariant.ReferenceObeyed,
            $"child {child.Id.Value} at {child.LimitPrice} is outside the band {new Price(terms.LowNanos)} to {new Price(terms.HighNanos)}");
        findings.Require(
            (terms.Restrictions & InstrumentRestrictions.Untradable) == 0, Invariant.ReferenceObeyed, $"child {child.Id.Value} left for {child.InstrumentId}, which is not to be traded");
    }
}
