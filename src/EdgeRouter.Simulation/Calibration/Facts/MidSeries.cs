namespace EdgeRouter.Simulation.Calibration.Facts;

/// <summary>The midpoint on a regular grid.</summary>
internal static class MidSeries
{
    /// <summary>The midpoint at the end of every step, nanos of currency.</summary>
    public static double[] Sample(BestQuote[] quotes, int lengthMs, int stepMs)
    {
        double[] mids = new double[lengthMs / stepMs];
        int quote = 0;
        for (int i = 0; i < mids.Length; i++)
        {
            while (quote + 1 < quotes.Length && quotes[quote + 1].TimeMs <= (i + 1) * stepMs)
            {
                quote++;
            }

            mids[i] = quotes[quote].MidNanos;
        }

        return mids;
    }

    /// <summary>Relative changes over <paramref name="steps"/> steps that do not overlap, basis points.</summary>
    public static double[] Returns(double[] mids, int steps)
    {
        double[] returns = new double[Math.Max(0, (mids.Length - 1) / steps)];
        for (int i = 0; i < returns.Length; i++)
        {
            returns[i] = 1e4 * ((mids[(i + 1) * steps] / mids[i * steps]) - 1.0);
        }

        return returns;
    }
}
