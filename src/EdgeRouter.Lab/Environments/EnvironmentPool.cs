using EdgeRouter.Core.Errors;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Lab.Environments;

/// <summary>Many episodes side by side, stepped together: look at every state, write every action, step all. Each episode is a world of its own, so the results do
/// not depend on the number of threads. A thousand fit two gigabytes.</summary>
public sealed class EnvironmentPool : IDisposable
{
    private readonly RoutingEnvironment[] _environments;
    private readonly double[] _values;
    private readonly StepResult[] _results;
    private readonly ParallelOptions _threads;
    private readonly int _rowCountMax;

    /// <summary>Creates environments without episodes.</summary>
    /// <param name="count">Environments, 1 to 100,000.</param>
    /// <param name="options">What is the same for all episodes.</param>
    /// <param name="threadCount">Threads that step, 1 to 256.</param>
    /// <param name="rowCountMax">Most rows of a state: three times the venues of the largest market.</param>
    /// <exception cref="EdgeRouterException">ER7125: a value is out of range.</exception>
    public EnvironmentPool(int count, EnvironmentOptions options, int threadCount = 1, int rowCountMax = 48)
    {
        Require(count is >= 1 and <= 100_000, nameof(count));
        Require(threadCount is >= 1 and <= 256, nameof(threadCount));
        Require(rowCountMax is >= 1 and <= RoutingContext.RowCountLimit, nameof(rowCountMax));
        _environments = [.. Enumerable.Range(0, count).Select(_ => new RoutingEnvironment(options))];
        _rowCountMax = rowCountMax;
        _values = new double[count * rowCountMax];
        _results = new StepResult[count];
        _threads = new ParallelOptions { MaxDegreeOfParallelism = threadCount };
    }

    /// <summary>Environments.</summary>
    public int Count => _environments.Length;

    /// <summary>One environment, to look at.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public RoutingEnvironment this[int index] => _environments[index];

    /// <summary>What the latest <see cref="Step"/> led to, by environment; an environment that was done before it keeps its last result.</summary>
    public ReadOnlySpan<StepResult> Results => _results;

    /// <summary>Whether no environment has an open decision.</summary>
    public bool IsDone => Array.TrueForAll(_environments, e => e.IsDone);

    /// <summary>Where the action of an environment goes: the value of each row of its state, see <see cref="RoutingEnvironment.Step(ReadOnlySpan{double})"/>.</summary>
    /// <param name="index">An environment that is not done.</param>
    /// <exception cref="EdgeRouterException">ER7126: its state has more rows than the pool was made for.</exception>
    public Span<double> ActionOf(int index)
    {
        int rows = _environments[index].State.Rows.Length;
        return rows <= _rowCountMax
            ? _values.AsSpan(index * _rowCountMax, rows)
            : throw EdgeRouterException.Usage("ER7126", $"a state has {rows} rows and the pool was made for {_rowCountMax}: make it for more");
    }

    /// <summary>Begins an episode in every environment.</summary>
    /// <param name="episodeOf">Gives the episode of an environment; called on any thread.</param>
    public void Reset(Func<int, Episode> episodeOf) => ForEach(i =>
    {
        _results[i] = default;
        _environments[i].Reset(episodeOf(i));
    });

    /// <summary>Steps every environment that is not done by its action.</summary>
    /// <returns>Steps taken.</returns>
    public int Step()
    {
        int taken = _environments.Count(e => !e.IsDone);
        ForEach(StepOne);
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RoutingEnvironment environment in _environments)
        {
            environment.Dispose();
        }
    }

    private static void Require(bool condition, string key)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER7125", $"environment pool: {key} is out of range");
        }
    }

    private void StepOne(int index)
    {
        if (!_environments[index].IsDone)
        {
            _results[index] = _environments[index].Step(ActionOf(index));
        }
    }

    private void ForEach(Action<int> body)
    {
        if (_threads.MaxDegreeOfParallelism > 1)
        {
            Parallel.For(0, _environments.Length, _threads, body);
            return;
        }

        for (int i = 0; i < _environments.Length; i++)
        {
            body(i);
        }
    }
}
