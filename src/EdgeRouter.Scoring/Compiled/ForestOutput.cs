namespace EdgeRouter.Scoring.Compiled;

/// <summary>One number that a compiled forest gives per row: an output of one of its models.</summary>
/// <param name="Model">Index of the model in the forest.</param>
/// <param name="Output">Output of that model.</param>
/// <param name="ScaleBits">A raw score is worth <c>raw · 2^-ScaleBits</c>.</param>
/// <param name="QuantisationBound">Largest |fixed-point margin − exact sum|, in margin units: (trees + 1) / 2 steps of the scale.</param>
/// <param name="ErrorBound">Largest |fixed-point margin − what the source library computes|: the bound above and the library's own rounding.</param>
public readonly record struct ForestOutput(int Model, int Output, int ScaleBits, double QuantisationBound, double ErrorBound);
