using EdgeRouter.Core.Domain;

namespace EdgeRouter.Protocol.Messages;

/// <summary>Scores in their message's bytes; every length is already checked.</summary>
public readonly ref struct ScoresView
{
    private readonly ScoresDecoder _decoder;
    private readonly ScoresDecoder.RowsGroup _rows;

    internal ScoresView(ScoresDecoder decoder)
    {
        _decoder = decoder;
        _rows = decoder.Rows;
        ScorerNameUtf8 = decoder.ScorerName;
    }

    /// <summary>Whose decision.</summary>
    public ParentOrderId ParentId => new(_decoder.ParentId);

    /// <summary>0 for the parent's first.</summary>
    public int DecisionIndex => _decoder.DecisionIndex;

    /// <summary>Hash of the models; 0 = none.</summary>
    public ulong ModelId => _decoder.ModelId;

    /// <summary>Scorers that were asked before and missed their deadline.</summary>
    public byte LateCount => _decoder.LateCount;

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
}
