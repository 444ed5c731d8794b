namespace EdgeRouter.Lab.Faults;

/// <summary>The first invariant that broke; what follows from it is not worth telling.</summary>
internal sealed class Findings
{
    public Invariant Broken { get; private set; }

    public string Text { get; private set; } = string.Empty;

    public bool IsEmpty => Broken == Invariant.None;

    public void Require(bool condition, Invariant which, FormattableString text)
    {
        if (!condition && IsEmpty)
        {
            Broken = which;
            Text = FormattableString.Invariant(text);
        }
    }
}
