using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Answers the request <c>operate</c>: asks the pipeline whether it may be done, has it done, and tells what came of it.</summary>
/// <param name="carryOut">Called on the pipeline's thread, so that what was decided first is done first.</param>
internal sealed class OperationDesk(GatewayModel model, PipelineInbox inbox, BootTime clock, Func<OutputWrite, Task<OperatedInput>> carryOut)
{
    private const int Failed = 1, Usage = 2, Refused = 4;

    public async Task<ControlAnswer> AnswerAsync(ControlRequest request, string user, CancellationToken cancellationToken)
    {
        string named = request.Operation ?? "";
        var wish = new OperateInput(clock.Now, named, request.Value, user);
        (OperationVerdict verdict, Task<OperatedInput>? doing) = await inbox.AskAsync(wish, (_, output) => Begin(output!.Verdict!), cancellationToken).ConfigureAwait(false);
        if (doing is null)
            return OfRefusal(verdict, named);
        OperatedInput result = await doing.WaitAsync(cancellationToken).ConfigureAwait(false);
        return result.Fault is { } fault
            ? ControlAnswer.Said(Failed, $"“{named}”置为 {result.Write.Value} 失败：{fault.Zh}。将复位到 {result.Write.Operation.Rest}。", $"Setting '{named}' to {result.Write.Value} failed: {fault.En}. It goes back to {result.Write.Operation.Rest}.")
            : OfDone(result.Write);
    }

    private (OperationVerdict Verdict, Task<OperatedInput>? Doing) Begin(OperationVerdict verdict) =>
        (verdict, verdict.Write is { } write ? carryOut(write) : null);

    private static ControlAnswer OfDone(OutputWrite write)
    {
        string id = write.Operation.Id;
        if (write.Value == write.Operation.Rest)
            return ControlAnswer.Said(0, $"“{id}”已复位到 {write.Value}，读回一致。", $"'{id}' is back at {write.Value}, as read back.");
        string after = DurationConverter.Format(write.Operation.ReturnAfter);
        return ControlAnswer.Said(
            0, $"“{id}”已置为 {write.Value}，读回一致；{after} 后自动复位到 {write.Operation.Rest}。", $"'{id}' is set to {write.Value}, as read back; it goes back to {write.Operation.Rest} after {after}.");
    }

    private ControlAnswer OfRefusal(OperationVerdict verdict, string named)
    {
        Words why = verdict.Why!;
        if (verdict.Refusal == OperationRefusal.Unknown)
        {
            string[] known = [.. model.Outputs?.Operations.Select(o => o.Id) ?? []];
            string list = string.Join(", ", known);
            return known.Length == 0
                ? ControlAnswer.Said(Failed, "没有配置任何操作（edgeguard.json 的 outputs）。", "No operation is configured (outputs of edgeguard.json).")
                : ControlAnswer.Said(Failed, $"没有名为“{named}”的操作；可用：{list}。", $"There is no operation '{named}'; there are: {list}.");
        }

        int exit = verdict.Refusal == OperationRefusal.NoValue ? Usage : Refused;
        return ControlAnswer.Said(exit, $"“{named}”未执行：{why.Zh}。", $"'{named}' was not done: {why.En}.");
    }
}
