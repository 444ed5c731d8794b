using EdgeRouter.Core.Errors;

namespace EdgeRouter.Core.State;

/// <summary>The error of a component that finds its saved state impossible.</summary>
public static class StateDamage
{
    /// <summary>Makes ER1140.</summary>
    /// <param name="what">What the saved state has or is, to follow "saved state".</param>
    public static EdgeRouterException Of(string what) =>
        EdgeRouterException.BadInput("ER1140", $"saved state {what}: it is damaged or of another setup");
}
