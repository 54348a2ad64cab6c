namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>The harness finds the defects it is there for.</summary>
public sealed class MutantTests
{
    private const int Cuts = 600;

    public static TheoryData<string> Names => [.. Mutants.Writing.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_store_that_leaves_out_one_step_is_found_out(string defect)
    {
        var runner = new CutRunner(static () => new DatabaseWorkload(1, steps: 90, collections: 3, checkpointPages: 40), 1) { Writing = Mutants.Writing[defect] };
        AssertFound(runner);
    }

    [Fact]
    public void A_store_that_believes_torn_records_is_found_out()
    {
        var runner = new CutRunner(static () => new DatabaseWorkload(1, steps: 90, collections: 3, checkpointPages: 40), 1) { Reading = Mutants.Believe };
        AssertFound(runner);
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static void AssertFound(CutRunner runner)
    {
        InvalidOperationException found = Assert.Throws<InvalidOperationException>(() => runner.Run(Cuts));
        Assert.StartsWith("Seed 1, cut before event", found.Message, StringComparison.Ordinal);
        TestContext.Current.SendDiagnosticMessage(found.Message);
    }
}
