using System.Globalization;
using System.Net;
using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.Calibration.Facts;

namespace EdgeRouter.Simulation.Calibration.Report;

/// <summary>Writes a calibration as one page with the table and a picture of every fact of every symbol, real against simulated.</summary>
public static class CalibrationReport
{
    private const string TestColour = "#1f4e8c";
    private const string FitColour = "#8fb4de";
    private const string SimulatedColour = "#d9622b";

    /// <summary>Writes <c>index.html</c> and the pictures beside it.</summary>
    /// <param name="folder">Folder; made if it does not exist, older files of the same names are replaced.</param>
    /// <param name="result">The calibration.</param>
    /// <exception cref="EdgeRouterException">ER7085: the folder cannot be written.</exception>
    public static void Write(string folder, CalibrationResult result)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var page = new StringBuilder();
            Begin(page, result);
            foreach (SymbolCurves curves in result.Curves)
            {
                page.Append(CultureInfo.InvariantCulture, $"<h2>{curves.Symbol}</h2>\n");
                Table(page, [.. result.Rows.Where(row => row.Symbol == curves.Symbol)]);
                page.Append("<div class=\"pictures\">\n");
                foreach ((string name, string svg) in Pictures(curves))
                {
                    File.WriteAllText(Path.Combine(folder, name), svg);
                    page.Append(CultureInfo.InvariantCulture, $"<img src=\"{name}\" alt=\"{name[..^4]}\">\n");
                }

                page.Append("</div>\n");
            }

            Impact(page, folder, result.Impact);
            File.WriteAllText(Path.Combine(folder, "index.html"), page.Append("</body></html>\n").ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw EdgeRouterException.Environment("ER7085", $"report folder '{folder}' cannot be written: {e.Message} Give a writable folder.", e);
        }
    }

    private static IEnumerable<(string Name, string Svg)> Pictures(SymbolCurves curves)
    {
        foreach (FactPicture picture in FactPicture.All)
        {
            ChartSeries[] series =
            [
                Series("real, fit days", FitColour, isDashed: true, curves.Fit.Curves[picture.Key]),
                Series("real, test day", TestColour, isDashed: false, curves.Test.Curves[picture.Key]),
                Series("simulated", SimulatedColour, isDashed: false, curves.Simulated.Curves[picture.Key]),
            ];
            string title = $"{curves.Symbol}: {picture.Title}";
            yield return ($"{curves.Symbol}-{picture.Key}.svg", SvgChart.Lines(title, picture.XLabel, picture.YLabel, picture.IsLogX, picture.IsLogY, picture.Floor, series));
        }

        string[] venues = [.. curves.Test.VenueShares.Keys.Union(curves.Simulated.VenueShares.Keys, StringComparer.Ordinal).OrderByDescending(v => curves.Test.VenueShares.GetValueOrDefault(v))];
        yield return ($"{curves.Symbol}-venues.svg", SvgChart.Bars(
            $"{curves.Symbol}: volume by exchange",
            "exchange",
            "share of the exchanges' volume",
            venues,
            [Bars("real, fit days", FitColour, curves.Fit, venues), Bars("real, test day", TestColour, curves.Test, venues), Bars("simulated", SimulatedColour, curves.Simulated, venues)]));
    }

    private static ChartSeries Series(string name, string colour, bool isDashed, FactCurve curve) => new(name, colour, isDashed, curve.X, curve.Y);

    private static ChartSeries Bars(string name, string colour, TapeFacts facts, string[] venues) =>
        new(name, colour, IsDashed: false, [], [.. venues.Select(v => facts.VenueShares.GetValueOrDefault(v))]);

    private static void Begin(StringBuilder page, CalibrationResult result)
    {
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Calibration</title><style>");
        page.Append("body{font-family:Helvetica,Arial,sans-serif;margin:24px;color:#222}table{border-collapse:collapse;font-size:13px}th,td{padding:3px 10px;border-bottom:1px solid #ddd;text-align:right}");
        page.Append("th:first-child,td:first-child,th:nth-child(2),td:nth-child(2){text-align:left}.out{background:#fde3d8}.pictures{display:flex;flex-wrap:wrap;gap:8px;margin-top:12px}</style></head><body>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>Calibrated simulation</h1>\n<p>Fitted to {string.Join(", ", result.Options.FitDays.Select(Day))}, held against {Day(result.Options.TestDay)}, which was not used. ");
        page.Append(CultureInfo.InvariantCulture, $"{result.Rows.Count - result.OutsideCount} of {result.Rows.Count} figures are in their bands.</p>\n<p>{WebUtility.HtmlEncode(CalibrationNotes.NotIdentified)}</p>\n");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Table(StringBuilder page, IReadOnlyList<FactRow> rows)
    {
        page.Append("<table><tr><th>fact</th><th>unit</th><th>real, fit days</th><th>real, test day</th><th>simulated</th><th>band</th><th>in band?</th></tr>\n");
        foreach (FactRow row in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr{(row.IsInBand ? string.Empty : " class=\"out\"")}><td>{WebUtility.HtmlEncode(row.Rule.Meaning)}</td><td>{row.Rule.Unit}</td><td>{CalibrationNotes.Figure(row.Fit)}</td><td>{CalibrationNotes.Figure(row.Test)}</td><td>{CalibrationNotes.Figure(row.Simulated)}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{CalibrationNotes.Band(row)}</td><td>{(row.IsInBand ? "yes" : "no")}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void Impact(StringBuilder page, string folder, MetaorderImpact? impact)
    {
        page.Append("<h2>Impact of institutions (in simulation only: no tape says who trades)</h2>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(CalibrationNotes.Impact(impact))}</p>\n");
        string picture = Path.Combine(folder, "impact.svg");
        File.Delete(picture); // an older report's, where this one has none
        if (impact is not null)
        {
            double middle = Math.Sqrt(impact.PeakBps[0] * impact.PeakBps[^1] / Math.Sqrt(impact.Children[0] * impact.Children[^1]));
            double scale = double.IsFinite(middle) ? middle : 0.0;
            ChartSeries[] series =
            [
                new("simulated", SimulatedColour, IsDashed: false, impact.Children, impact.PeakBps),
                new("square root", TestColour, IsDashed: true, impact.Children, [.. impact.Children.Select(c => scale * Math.Sqrt(c))]),
            ];
            File.WriteAllText(picture, SvgChart.Lines("impact of institutions", "child orders", "impact at the last child, bps", isLogX: true, isLogY: true, 1e-3, series));
            page.Append("<img src=\"impact.svg\" alt=\"impact\">\n");
        }
    }
}
