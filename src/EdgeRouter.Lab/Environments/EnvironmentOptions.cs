using EdgeRouter.Feedback.Tca;
using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Lab.Environments;

/// <summary>What is the same for all episodes of an environment.</summary>
public sealed record EnvironmentOptions
{
    /// <summary>What the policies are made with: how waterfalls are built, what reference policies assume.</summary>
    public PolicyOptions Policies { get; init; } = new();

    /// <summary>Price of what is not filled.</summary>
    public TcaOptions Costs { get; init; } = new();
}
