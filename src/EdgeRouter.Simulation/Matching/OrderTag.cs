namespace EdgeRouter.Simulation.Matching;

/// <summary>Whose order it is, in one number: 0 = nobody who needs to know, above 0 = a child order of ours, below 0 = a slot of the venue's maker.</summary>
internal static class OrderTag
{
    public const int None = 0;

    public static int OfChild(int slot) => slot + 1;

    public static int OfMaker(int slot) => -slot - 1;

    public static bool IsChild(int tag) => tag > 0;

    public static bool IsMaker(int tag) => tag < 0;

    public static int Slot(int tag) => tag > 0 ? tag - 1 : -tag - 1;
}
