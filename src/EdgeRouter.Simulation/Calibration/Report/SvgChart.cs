using System.Globalization;
using System.Net;
using System.Text;

namespace EdgeRouter.Simulation.Calibration.Report;

/// <summary>A chart as SVG text: lines over numbers, or groups of bars over names. No scripts, no fonts of its own.</summary>
internal sealed class SvgChart
{
    private const double Width = 560;
    private const double Height = 350;
    private const double Left = 68;
    private const double Right = 28;
    private const double Top = 58;
    private const double Bottom = 52;
    private readonly StringBuilder _svg = new();

    private SvgChart(string title, string xLabel, string yLabel)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\" fill=\"#333\">\n");
        _svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        Text(Left, 20, title, "start", " font-size=\"14\" font-weight=\"bold\"");
        Text((Left + Width - Right) / 2, Height - 12, xLabel, "middle");
        double middle = (Top + Height - Bottom) / 2;
        Text(16, middle, yLabel, "middle", string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 16 {middle:0.#})\""));
    }

    /// <summary>A chart of lines.</summary>
    public static string Lines(string title, string xLabel, string yLabel, bool isLogX, bool isLogY, double? floor, IReadOnlyList<ChartSeries> series)
    {
        var chart = new SvgChart(title, xLabel, yLabel);
        var x = new ChartAxis(series.SelectMany(s => s.X), isLogX);
        var y = new ChartAxis(series.SelectMany(s => s.Y), isLogY, floor);
        chart.Grid(x, y);
        foreach (ChartSeries one in series)
        {
            chart.Line(one, x, y);
        }

        chart.Legend([.. series.Select(s => (s.Name, s.Colour))]);
        return chart.Close();
    }

    /// <summary>A chart of bars: a group a name, a bar a series.</summary>
    public static string Bars(string title, string xLabel, string yLabel, IReadOnlyList<string> names, IReadOnlyList<ChartSeries> series)
    {
        var chart = new SvgChart(title, xLabel, yLabel);
        var y = new ChartAxis(series.SelectMany(s => s.Y), isLog: false);
        chart.Grid(null, y);
        double group = (Width - Left - Right) / Math.Max(1, names.Count);
        double bar = 0.8 * group / series.Count;
        for (int n = 0; n < names.Count; n++)
        {
            for (int s = 0; s < series.Count; s++)
            {
                double top = Y(y.At(series[s].Y[n]));
                chart._svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left + (n * group) + (0.1 * group) + (s * bar):0.#}\" y=\"{top:0.#}\" width=\"{bar:0.#}\" height=\"{Y(y.At(0.0)) - top:0.#}\" fill=\"{series[s].Colour}\"/>\n");
            }

            chart.Text(Left + ((n + 0.5) * group), Height - Bottom + 16, names[n], "middle", " font-size=\"9\"");
        }

        chart.Legend([.. series.Select(s => (s.Name, s.Colour))]);
        return chart.Close();
    }

    private static double X(double share) => Left + (share * (Width - Left - Right));

    private static double Y(double share) => Height - Bottom - (share * (Height - Top - Bottom));

    private void Grid(ChartAxis? x, ChartAxis y)
    {
        foreach (double tick in x?.Ticks() ?? [])
        {
            double at = X(x!.At(tick));
            _svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{at:0.#}\" y1=\"{Top}\" x2=\"{at:0.#}\" y2=\"{Height - Bottom}\" stroke=\"#e4e4e4\"/>\n");
            Text(at, Height - Bottom + 16, ChartAxis.Label(tick), "middle");
        }

        foreach (double tick in y.Ticks())
        {
            double at = Y(y.At(tick));
            _svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" y1=\"{at:0.#}\" x2=\"{Width - Right}\" y2=\"{at:0.#}\" stroke=\"{(tick == 0.0 ? "#888" : "#e4e4e4")}\"/>\n");
            Text(Left - 6, at + 4, ChartAxis.Label(tick), "end");
        }

        _svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Top}V{Height - Bottom}H{Width - Right}\" fill=\"none\" stroke=\"#555\"/>\n");
    }

    private void Line(ChartSeries series, ChartAxis x, ChartAxis y)
    {
        var path = new StringBuilder();
        var dots = new StringBuilder();
        bool isOpen = false;
        for (int i = 0; i < series.X.Count; i++)
        {
            bool isShown = x.Has(series.X[i]) && y.Has(series.Y[i]);
            if (isShown)
            {
                double atX = X(x.At(series.X[i]));
                double atY = Y(y.At(series.Y[i]));
                path.Append(CultureInfo.InvariantCulture, $"{(isOpen ? 'L' : 'M')}{atX:0.#} {atY:0.#}");
                dots.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{atX:0.#}\" cy=\"{atY:0.#}\" r=\"2.4\" fill=\"{series.Colour}\"/>");
            }

            isOpen = isShown;
        }

        _svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{series.Colour}\" stroke-width=\"1.8\"{(series.IsDashed ? " stroke-dasharray=\"5 4\"" : string.Empty)}/>{dots}\n");
    }

    private void Legend(IReadOnlyList<(string Name, string Colour)> entries)
    {
        double at = Left;
        foreach ((string name, string colour) in entries)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{at:0.#}\" y=\"32\" width=\"14\" height=\"10\" fill=\"{colour}\"/>\n");
            Text(at + 19, 41, name, "start");
            at += 36 + (6.4 * name.Length);
        }
    }

    private void Text(double x, double y, string text, string anchor, string more = "") =>
        _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\"{more}>{WebUtility.HtmlEncode(text)}</text>\n");

    private string Close() => _svg.Append("</svg>\n").ToString();
}
