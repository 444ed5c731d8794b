using EdgeRouter.Core.Domain;

namespace EdgeRouter.Protocol.Messages;

/// <summary>Scores in their message's bytes; every length is already checked.</summary>
public readonly ref struct ScoresView
{
    private readonly ScoresDecoder _decoder;
    private readonly ScoresDecoder.RowsGroup _rows;

    private ScoresView(ScoresDecoder decoder, ScoresDecoder.RowsGroup rows, ReadOnlySpan<byte> scorerName)
    {
        _decoder = decoder;
        _rows = rows;
        ScorerNameUtf8 = scorerName;
    }

    /// <summary>Whose decision.</summary>
    public ParentOrderId ParentId => new(_decoder.ParentId);

    /// <summary>0 for the parent's first.</summary>
    public int DecisionIndex => _decoder.DecisionIndex;

    /// <summary>Hash of the models; 0 = none.</summary>
    public ulong ModelId => _decoder.ModelId;

    /// <summary>Rows.</summary>
    public int RowCount => _rows.Count;

    /// <summary>Name of the scorer, UTF-8.</summary>
    public ReadOnlySpan<byte> ScorerNameUtf8 { get; }

    /// <summary>Scores of a row.</summary>
    /// <param name="index">0 to <see cref="RowCount"/> − 1.</param>
    public ScoreInput Row(int index)
    {
        ScoresDecoder.RowsEntry row = _rows[index];
        return new ScoreInput(row.FillRaw, row.CostRaw, row.CompletionRaw);
    }

    /// <summary>Checks every length; false: malformed.</summary>
    /// <param name="decoder">The message.</param>
    /// <param name="view">The view.</param>
    internal static bool TryCreate(ScoresDecoder decoder, out ScoresView view)
    {
        view = default;
        if (!decoder.TryGetRows(out ScoresDecoder.RowsGroup rows) || !decoder.TryGetScorerName(out ReadOnlySpan<byte> name))
            return false;
        view = new ScoresView(decoder, rows, name);
        return rows.Count == 0 || rows[0].ActingBlockLength >= ScoresDecoder.RowsEntry.RequiredBlockLength(decoder.ActingVersion);
    }
}
