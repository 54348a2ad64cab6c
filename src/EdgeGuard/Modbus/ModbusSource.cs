using System.Buffers;
using System.Runtime.CompilerServices;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>
/// One Modbus device: its profile's read plan over the client of its bus. At its first poll, and whenever it comes back, it must
/// prove that it is the device of its profile. What it refuses is learnt, and not asked for every time.
/// </summary>
internal sealed class ModbusSource : IPointSource
{
    private readonly UnitRequests _unit;
    private readonly ReadPlan _plan;
    private readonly PointId[] _ids;
    private readonly MonotonicTime?[] _lastRead;
    private readonly LearnedBlocks _learned;
    private readonly DeviceTexts _texts;
    private readonly IdentityGate? _gate;
    private readonly ModbusSourceOptions _options;
    private Reading[] _readings = [];
    private DeviceMemory _memory;
    private bool _isKnown;
    private bool _wasLost;
    private bool _hasBegun;
    private bool _hasLearned;
    private bool _hasTried;
    private bool _isUntold;
    private int _extra;
    private string? _fault;
    private Words? _note;

    /// <param name="ids">In the order of the profile's points. An array is kept as it is.</param>
    public ModbusSource(IModbusClient client, byte unit, ReadPlan plan, IReadOnlyList<PointId> ids, ModbusSourceOptions? options = null)
    {
        _options = options ?? new ModbusSourceOptions();
        _memory = _options.Memory;
        _gate = _options.Profile is { } profile && new IdentityGate(profile, _options.Variant) is { IsNeeded: true } gate ? gate : null;
        _texts = new DeviceTexts(_options.Profile, _memory.Texts);
        int registers = Math.Max(MaxCount(plan, bits: false), Math.Max(IdentityGate.MaxRegisters, _texts.MaxRegisters));
        _unit = new UnitRequests(client, unit, registers, MaxCount(plan, bits: true));
        _plan = plan;
        _ids = ids as PointId[] ?? [.. ids];
        _lastRead = new MonotonicTime?[plan.Blocks.Count];
        _learned = new LearnedBlocks(plan, _ids);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        _extra = _options.ExtraRequests;
        Words? note = _note;
        bool isNews = !_hasBegun;
        if (!_hasBegun)
            Begin(batch.At);
        _hasTried = false;
        if (_isKnown || await IsKnownAsync(batch, cancellationToken).ConfigureAwait(false))
            await ReadValuesAsync(batch, cancellationToken).ConfigureAwait(false);
        if (_isKnown && !batch.Failed)
            isNews |= await AfterwardsAsync(batch, cancellationToken).ConfigureAwait(false);
        if (_fault is not null)
            batch.Note(_fault);
        if (isNews || note != _note)
            batch.Facts = new DeviceFacts { Attributes = _texts.Attributes, Unread = _learned.Unread(), Note = _note };
    }

    private void Begin(MonotonicTime now)
    {
        _hasBegun = true;
        _learned.Restore(_memory, now);
        ShowFault();
    }

    /// <summary>Whether the device is the one of its profile. Whatever it refused is asked again: it may be another one of its kind.</summary>
    private async ValueTask<bool> IsKnownAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        IdentityVerdict verdict = _gate is null ? default : await _gate.CheckAsync(_unit, cancellationToken).ConfigureAwait(false);
        _note = verdict.Note;
        _isKnown = verdict is { Misfit: null, Failure: null };
        if (verdict.Failure is { } failure)
            Lose(batch, failure);
        else if (verdict.Misfit is { } misfit)
            batch.Refuse(misfit.In(_options.Language));
        if (!_isKnown)
            return false;
        _texts.Begin();
        if (_wasLost)
            _learned.Doubt();
        _wasLost = false;
        return true;
    }

    /// <summary>With room for the values of all blocks, borrowed: of many devices few are read at a time.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReadValuesAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        _readings = ArrayPool<Reading>.Shared.Rent(_plan.PointCount);
        try
        {
            await ReadBlocksAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<Reading>.Shared.Return(_readings);
            _readings = [];
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReadBlocksAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        bool answered = false, asked = false;
        for (int i = 0; i < _plan.Blocks.Count; i++)
        {
            // One that rests was answered before.
            if (!IsDue(i, batch.At))
            {
                answered = true;
                continue;
            }

            asked = true;
            BlockResult result = _learned[i] is null
                ? await ReadWholeAsync(i, batch, cancellationToken).ConfigureAwait(false)
                : await ReadLearnedAsync(_learned[i]!, _plan.Blocks[i], batch, cancellationToken).ConfigureAwait(false);
            // A device that does not answer one request will not answer the next: its time-outs would cost the others.
            if (result.Lost is { } lost)
            {
                Lose(batch, lost);
                return;
            }

            answered |= result.Answered;
            if (_learned[i]?.IsBlank == true)
                _learned[i] = null;
            if (_learned[i]?.IsSettled ?? result.Answered)
                _lastRead[i] = batch.At;
            Hand(_plan.Blocks[i], batch);
        }

        if (asked && !answered)
            Lose(batch, QualityReason.CommFailure, batch.Detail ?? "every request was refused");
    }

    private bool IsDue(int i, MonotonicTime now) =>
        _plan.Blocks[i].Poll is not { } poll || _lastRead[i] is not { } last || !(now.Since(last) < poll);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<BlockResult> ReadWholeAsync(int i, PollBatch batch, CancellationToken cancellationToken)
    {
        PlanBlock block = _plan.Blocks[i];
        ModbusException? error = await AskAsync(block, batch.At, cancellationToken).ConfigureAwait(false);
        if (error is null)
            return new BlockResult(true);
        if (!UnitRequests.IsRefusal(error))
            return new BlockResult(false, error);
        if (!UnitRequests.IsOfAddress(error.Code))
        {
            RegisterDecoder.Fail(block, QualityReason.CommFailure, _ids, batch.At, _readings);
            batch.Note(error.Message);
            return default;
        }

        var map = new BlockMap(block);
        map.Restore([], [], _memory.WasRead || _lastRead[i] is not null);
        _learned[i] = map;
        return await ReadLearnedAsync(map, block, batch, cancellationToken, error).ConfigureAwait(false);
    }

    /// <param name="refused">The device's answer to the first request of this poll, when it was made already.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<BlockResult> ReadLearnedAsync(
        BlockMap map, PlanBlock block, PollBatch batch, CancellationToken cancellationToken, ModbusException? refused = null)
    {
        RegisterDecoder.Fail(block, QualityReason.CommFailure, _ids, batch.At, _readings);
        map.Begin(batch.At);
        bool answered = false;
        string? detail = null;
        while (map.Next(_extra > 0) is { } part)
        {
            _extra -= map.IsExtra ? 1 : 0;
            ModbusException? error = refused ?? await AskAsync(part, batch.At, cancellationToken).ConfigureAwait(false);
            refused = null;
            if (error is not null && !UnitRequests.IsRefusal(error))
                return new BlockResult(false, error);
            map.Take(error?.Code ?? ModbusExceptionCode.None);
            answered |= error is null;
            detail ??= error?.Message;
        }

        FailAbsent(map, batch.At);
        if (!map.IsSettled && detail is not null)
            batch.Note(detail);
        _hasLearned |= map.HasChanged;
        _hasTried |= map.HasTried;
        return new BlockResult(answered);
    }

    /// <summary>What the device never had is no failure.</summary>
    private void FailAbsent(BlockMap map, MonotonicTime at)
    {
        for (int i = 0; i < map.Cells.Count; i++)
        {
            if (map.Cells[i] is { WasAnswered: false } refusal)
                RegisterDecoder.Fail(refusal.Part, QualityReason.NotConfigured, _ids, at, _readings);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ModbusException?> AskAsync(PlanBlock block, MonotonicTime at, CancellationToken cancellationToken)
    {
        ModbusException? error = await _unit.AskAsync(UnitRequest.Of(block), cancellationToken).ConfigureAwait(false);
        if (error is not null)
            return error;
        if (block.Table.IsBits())
            RegisterDecoder.Decode(block, _unit.Bits, _ids, at, _readings);
        else
            RegisterDecoder.Decode(block, _unit.Registers, _ids, at, _readings);
        return null;
    }

    private void Hand(PlanBlock block, PollBatch batch)
    {
        IReadOnlyList<int> points = block.Points;
        for (int i = 0; i < points.Count; i++)
            batch.Add(_readings[points[i]]);
    }

    private void Lose(PollBatch batch, ModbusException error) =>
        Lose(batch, error.Kind == ModbusErrorKind.Crc ? QualityReason.Crc : QualityReason.CommFailure, error.Message);

    /// <summary>Every point is bad now, those too that are read seldom: the next poll reads them all.</summary>
    private void Lose(PollBatch batch, QualityReason reason, string detail)
    {
        batch.Fail(reason, detail);
        Array.Clear(_lastRead);
        (_isKnown, _wasLost) = (false, true);
        // A device that was read before and now refuses everything says nothing of its map.
        if (!_hasLearned || !_memory.WasRead)
            return;
        _learned.Restore(_memory, batch.At);
        _hasLearned = false;
    }

    /// <summary>What is done once the values are read. True: there is something new to know of the device.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AfterwardsAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        bool readTexts = _texts.IsDue && _extra > 0 && await _texts.ReadAsync(_unit, _extra, cancellationToken).ConfigureAwait(false);
        foreach (Words change in readTexts ? _texts.TakeChanges() : [])
        {
            _learned.Doubt();
            _options.Tell(change);
        }

        bool isSettled = _learned.IsSettled;
        bool wasRead = _memory.WasRead || (isSettled && Array.TrueForAll(_lastRead, static last => last is not null));
        _isUntold |= _hasLearned;
        if (_hasLearned || readTexts || wasRead != _memory.WasRead)
        {
            _memory = new DeviceMemory(_memory.Fingerprint) { WasRead = wasRead, Texts = _texts.Values, Refused = _learned.Refused(), Boundaries = _learned.Boundaries() };
            _options.Keep(_memory);
        }

        bool isNews = _hasLearned || readTexts || _hasTried;
        _hasLearned = false;
        if (_isUntold && isSettled)
            TellLearned();
        return isNews;
    }

    private void TellLearned()
    {
        _isUntold = false;
        IReadOnlyList<Words> all = _learned.Told(onlyAnswered: false);
        _options.Tell(ShowFault() ?? (all.Count > 0 ? ReadingWords.Refuses(all) : ReadingWords.AnswersAll));
    }

    /// <summary>What was answered once and is refused now stays a fault until it is answered again.</summary>
    private Words? ShowFault()
    {
        IReadOnlyList<Words> refused = _learned.Told(onlyAnswered: true);
        Words? fault = refused.Count > 0 ? ReadingWords.RefusesNow(refused) : null;
        _fault = fault?.In(_options.Language);
        return fault;
    }

    private static int MaxCount(ReadPlan plan, bool bits) =>
        plan.Blocks.Where(b => b.Table.IsBits() == bits).Select(b => (int)b.Count).DefaultIfEmpty(0).Max();

    /// <param name="Answered">Something was read.</param>
    /// <param name="Lost">Why the device cannot be reached; null: it can.</param>
    private readonly record struct BlockResult(bool Answered, ModbusException? Lost = null);
}
