namespace EdgeRouter.Tools.Score;

/// <summary>Ids of the failures around scoring files of rows; each is explained in <c>src/docs/errors/tools.md</c>.</summary>
internal static class ScoreErrors
{
    public const string Unreadable = "ER4050";
    public const string WrongColumns = "ER4051";
    public const string CutRow = "ER4052";
    public const string NoRows = "ER4053";
    public const string BadLine = "ER4054";
    public const string NoEvaluator = "ER4055";
    public const string UnknownFormat = "ER4056";
    public const string Unwritable = "ER4057";
}
