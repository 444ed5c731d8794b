using EdgeRouter.Aeron.Driver.Udp.Loss;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>Writes an image's losses down, each byte once, though a hole is reported as long as it stays.</summary>
/// <param name="spec">The image.</param>
internal sealed class LossTally(ReceiveStreamSpec spec)
{
    private Gap _counted;
    private int _entry = LossReport.NoEntry;

    /// <summary>A hole is reported.</summary>
    /// <param name="gap">It.</param>
    public void OnGap(in Gap gap)
    {
        int countedEnd = _counted.TermId == gap.TermId && _counted.LengthBytes > 0 ? _counted.TermOffset + _counted.LengthBytes : 0;
        int bytes = gap.TermOffset + gap.LengthBytes - Math.Max(gap.TermOffset, countedEnd);
        if (bytes <= 0)
        {
            return;
        }

        _counted = gap;
        if (_entry == LossReport.NoEntry)
        {
            _entry = spec.Losses.Add(bytes, spec.SessionId, spec.StreamId, spec.Channel, spec.SourceIdentity);
        }
        else
        {
            spec.Losses.Observe(_entry, bytes);
        }
    }
}
