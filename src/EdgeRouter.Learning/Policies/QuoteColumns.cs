using System.Buffers.Binary;
using EdgeRouter.Features.Catalog;

namespace EdgeRouter.Learning.Policies;

/// <summary>The feature columns of a run that hold what a decision saw of a venue's quote.</summary>
/// <param name="names">Names of the run's columns.</param>
internal sealed class QuoteColumns(IReadOnlyList<string> names)
{
    private readonly int _count = names.Count;
    private readonly int _touchSize = IndexOf(names, Feature.VenueTouchSize);
    private readonly int _queueSize = IndexOf(names, Feature.VenueQueueSize);
    private readonly int _touchOffset = IndexOf(names, Feature.VenueTouchOffset);
    private readonly int _spread = IndexOf(names, Feature.VenueSpread);

    /// <summary>A row's quote.</summary>
    /// <param name="features">The column <c>features</c> of the decision.</param>
    /// <param name="featureCount">Columns that the decision journaled.</param>
    /// <param name="row">The row; −1 = there is none.</param>
    public QuoteRow Read(ReadOnlySpan<byte> features, long featureCount, int row)
    {
        if (row < 0 || featureCount != _count || features.Length < (row + 1) * _count * sizeof(float))
        {
            return QuoteRow.Unknown;
        }

        ReadOnlySpan<byte> block = features.Slice(row * _count * sizeof(float), _count * sizeof(float));
        return new QuoteRow(At(block, _touchSize), At(block, _queueSize), At(block, _touchOffset), At(block, _spread));
    }

    private static int IndexOf(IReadOnlyList<string> names, Feature feature)
    {
        string name = FeatureCatalog.Features[(int)feature].Name;
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static double At(ReadOnlySpan<byte> block, int column) =>
        column < 0 ? double.NaN : BinaryPrimitives.ReadSingleLittleEndian(block[(column * sizeof(float))..]);
}
