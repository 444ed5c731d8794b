namespace EdgeRouter.Scoring.Import;

/// <summary>XGBoost's JSON model file.</summary>
internal static class XgboostJsonReader
{
    /// <summary>Reads the file's bytes into the unchecked document.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="context">Names the place in errors.</param>
    public static ModelDocument Read(byte[] content, ImportContext context) =>
        XgboostDocumentParser.Parse(new JsonTokenReader(content, context), context);
}
