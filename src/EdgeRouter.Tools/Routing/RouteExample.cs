namespace EdgeRouter.Tools.Routing;

/// <summary>The textbook case, ready to run: a dark pool that is cheap and uncertain, an ECN, an exchange.</summary>
public static class RouteExample
{
    /// <summary>Its name.</summary>
    public const string Name = "textbook";

    /// <summary>Its order.</summary>
    public const string Order = "buy 10000 ACME limit 400.10 day";

    /// <summary>Its book file.</summary>
    public const string Book = """
        {
          "schemaVersion": 1,
          "time": "2025-01-15T15:00:00Z",
          "instruments": [
            { "symbol": "ACME", "tick": 0.01, "roundLot": 100, "averageDailyVolume": 2000000, "averageTrueRange": 6 }
          ],
          "venues": [
            { "name": "DARK", "kind": "midpoint", "staticRank": 1, "protected": false, "latencyUs": 150, "midpointFee": 0.001 },
            { "name": "ECN", "kind": "lit", "staticRank": 2, "latencyUs": 60, "takerFee": 0.0025, "makerFee": -0.002 },
            { "name": "EXCH", "kind": "lit", "staticRank": 3, "latencyUs": 45, "takerFee": 0.003, "makerFee": -0.002 }
          ],
          "books": [
            { "symbol": "ACME", "venue": "ECN", "bids": [[399.97, 42000]], "asks": [[400.03, 6000]] },
            { "symbol": "ACME", "venue": "EXCH", "bids": [[399.97, 28000]], "asks": [[400.03, 4000]] }
          ],
          "history": [
            { "symbol": "ACME", "volatility5MinBps": 12 }
          ],
          "predictions": [
            { "venue": "DARK", "action": "midpoint", "fillProbability": 0.35, "costBps": 0.75, "completionBps": 1.30, "actionValueBps": 1.10 },
            { "venue": "ECN", "action": "take", "fillProbability": 0.92, "costBps": 1.20, "completionBps": 1.40, "actionValueBps": 1.22 },
            { "venue": "EXCH", "action": "take", "fillProbability": 0.97, "costBps": 1.35, "completionBps": 1.50, "actionValueBps": 1.36 }
          ],
          "objectives": [
            { "name": "cost" },
            { "name": "speed", "timeBpsPerSecond": 50 },
            { "name": "discretion", "leakage": 1 }
          ],
          "waterfall": { "scoreBandBps": 0.05 }
        }

        """;
}
