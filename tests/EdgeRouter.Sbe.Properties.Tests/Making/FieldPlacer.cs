using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Gives each field its offset: behind the one before, or stated, with gaps and with room for composites that grow in later versions.</summary>
public static class FieldPlacer
{
    public static (int Offset, bool IsStated) Place(Choices choices, Ages ages, List<ModelField> before, int since, bool isConstant)
    {
        int[] ends = [.. ages.From(since).Select(version => Layout.End(before, version)).Distinct()];
        if (isConstant)
        {
            return (ends.Max(), false);
        }

        bool isStated = ends.Length > 1 || choices.Chance(15);
        int gap = isStated && choices.Chance(50) ? choices.Next(6) : 0;
        return (ends.Max() + gap, isStated);
    }
}
