namespace EdgeRouter.Simulation.History;

/// <summary>Reads a price path in order of time.</summary>
/// <param name="path">Steps in order of time.</param>
/// <param name="openTicks">Price before the first.</param>
internal struct PathCursor(List<PriceStep> path, double openTicks)
{
    private int _next;

    /// <summary>The price at an instant not before the last one asked.</summary>
    public double At(long timeNs)
    {
        while (_next < path.Count && path[_next].TimeNs <= timeNs)
        {
            _next++;
        }

        return _next == 0 ? openTicks : path[_next - 1].Ticks;
    }
}
