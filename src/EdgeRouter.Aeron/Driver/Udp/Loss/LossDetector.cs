namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>Says when a hole is to be reported: after a wait, and again while it stays. One of an image, on the conductor's thread.</summary>
/// <param name="delay">The waits.</param>
internal sealed unsafe class LossDetector(IRetryDelay delay)
{
    private Gap _active;
    private long _dueNs;

    /// <summary>Looks for a hole behind what is complete.</summary>
    /// <param name="term">The term where it ends.</param>
    /// <param name="termId">That term's id.</param>
    /// <param name="offset">Where what is complete ends.</param>
    /// <param name="limitOffset">Where what was received ends, in this term.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <param name="due">The hole that is to be reported now; length 0 = none.</param>
    /// <returns>Where what is complete ends now.</returns>
    public int Scan(byte* term, int termId, int offset, int limitOffset, long nowNs, out Gap due)
    {
        int end = GapScanner.Scan(term, offset, limitOffset, out int gapBytes);
        due = default;
        if (gapBytes == 0)
        {
            _active = default;
            return end;
        }

        if (_active.LengthBytes == 0 || _active.TermId != termId || _active.TermOffset != end)
        {
            _dueNs = nowNs + delay.FirstNs();
        }

        _active = new Gap(termId, end, gapBytes);
        if (nowNs >= _dueNs)
        {
            due = _active;
            _dueNs = nowNs + delay.NextNs();
        }

        return end;
    }
}
