using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Functions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>The median of three where it is evaluated at every tick and its points are read every ten seconds.</summary>
public class Median3SamplesTests
{
    private readonly EvaluationContext _context = new(2) { Now = 1_000_000 };

    [Fact]
    public void A_spike_that_is_looked_at_ten_times_is_one_sample()
    {
        var median = new Median3Term(Point(0));
        foreach (double value in new[] { 22, 22.1, 22.2 })
            Ticks(median, 10, second => second == 0 ? value : null, _ => null);

        List<Operand> spike = Ticks(median, 10, second => second == 0 ? 85 : null, _ => null);
        List<Operand> after = Ticks(median, 10, second => second == 0 ? 22.3 : null, _ => null);

        Assert.All(spike, value => Known.Is(22.2, value));
        Assert.All(after, value => Known.Is(22.3, value));
    }

    [Fact]
    public void A_spike_against_a_point_of_another_device_is_one_sample_whatever_their_phases()
    {
        var median = new Median3Term(new Difference(Point(0), Point(1)));
        for (int round = 0; round < 5; round++)
            Ticks(median, 10, second => second == 0 ? 23 : null, second => second is 2 or 7 ? 22 : null);

        List<Operand> results = Ticks(median, 10, second => second == 0 ? 85 : null, second => second is 2 or 7 ? 22 : null);
        results.AddRange(Ticks(median, 10, second => second == 0 ? 23 : null, second => second is 2 or 7 ? 22 : null));

        Assert.All(results, value => Known.Is(1, value));
    }

    [Fact]
    public void A_step_that_stays_is_told_at_its_second_sample()
    {
        var median = new Median3Term(Point(0));
        for (int round = 0; round < 3; round++)
            Ticks(median, 10, second => second == 0 ? 22 : null, _ => null);
        Ticks(median, 10, second => second == 0 ? 30 : null, _ => null);

        Known.Is(30, Ticks(median, 1, _ => 30, _ => null)[0]);
    }

    private List<Operand> Ticks(Median3Term median, int seconds, Func<int, double?> first, Func<int, double?> second)
    {
        List<Operand> results = [];
        for (int i = 0; i < seconds; i++)
        {
            _context.Now += 1000;
            _context.Pass++;
            Read(0, first(i));
            Read(1, second(i));
            if (_context.Latest.Any(reading => reading.Quality == Quality.Good))
                results.Add(median.Evaluate(_context));
        }

        return results;
    }

    private void Read(int point, double? value)
    {
        if (value is { } number)
            _context.Latest[point] = Reading.Good(new PointId(point), number, new MonotonicTime(1, TimeSpan.FromMilliseconds(_context.Now)));
    }

    private static PointTerm Point(int index) => new(new ScopePoint(index, $"d{index}.t", $"d{index}", null, Unit.DegreeCelsius));

    private sealed class Difference : Term
    {
        private readonly Term _a;
        private readonly Term _b;

        public Difference(Term a, Term b) => (_a, _b, Parts) = (a, b, [a, b]);

        public override Unit Unit => _a.Unit;

        public override Operand Evaluate(EvaluationContext context)
        {
            Operand a = _a.Evaluate(context), b = _b.Evaluate(context);
            return Operand.From(a.Value - b.Value, a, b);
        }
    }
}
