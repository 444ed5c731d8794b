namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>The versions of the schema in the making.</summary>
public sealed record Ages(int First, int Last)
{
    /// <summary>When an element was added: most are there from the beginning (0).</summary>
    public int Since(Choices choices, int percent = 20) => Last > First && choices.Chance(percent) ? First + 1 + choices.Next(Last - First) : 0;

    /// <summary>Versions for a number of elements that stand in wire order: the later the newer.</summary>
    public int[] SinceEach(Choices choices, int count)
    {
        int[] ages = new int[count];
        for (int index = 0; index < count; index++)
        {
            ages[index] = Since(choices);
        }

        Array.Sort(ages);
        return ages;
    }

    public IEnumerable<int> From(int since) => Enumerable.Range(Math.Max(since, First), Last - Math.Max(since, First) + 1);
}
