using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization.Conditions;

/// <summary>填报办学条件: a school or its bureau reports the conditions of a year, or corrects the report.</summary>
public sealed class RecordSchoolCondition(
    IConditionStore store, ISchoolStandings schools, ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    /// <param name="version">The version that is corrected; null for the first report of the year.</param>
    /// <exception cref="RefusalException">
    /// Invalid with everything that is wrong; a conflict when the year has a report already; stale when somebody else corrected
    /// it.
    /// </exception>
    public Task<SchoolCondition> HandleAsync(
        long schoolId, int year, SchoolConditionForm form, int? version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageConditions);
        return work.CommitAsync(
            caller, "school_condition.record", c => RecordAsync(schoolId, year, form, version, caller, c), cancel);
    }

    /// <summary>The same inside a unit of work that somebody else began.</summary>
    /// <inheritdoc cref="HandleAsync"/>
    public async Task<SchoolCondition> RecordAsync(
        long schoolId, int year, SchoolConditionForm form, int? version, Caller caller, CancellationToken cancel)
    {
        await schools.DemandActiveAsync(schoolId, caller.OrganizationId, cancel);
        var today = BeijingTime.Today(time);
        if (ConditionCheck.Check(year, form, today) is { Count: > 0 } problems)
            throw Refused.Invalid(problems);
        var before = await store.FindAsync(schoolId, year, cancel);
        DemandVersion(before, version);
        var condition = new SchoolCondition(form)
        {
            SchoolId = schoolId,
            Year = year,
            PupilCount = form.PupilCount ?? before?.PupilCount ?? await CountedAsync(schoolId, year, today, cancel),
            HomeCenter = before?.HomeCenter ?? (await center.GetAsync(cancel)).CenterCode,
            RowVersion = before?.RowVersion ?? 1,
        };
        await StoreAsync(condition, before, cancel);
        return condition with { RowVersion = (version ?? 0) + 1 };
    }

    private static void DemandVersion(SchoolCondition? before, int? version)
    {
        if (before is null && version is not null)
            throw Refused.NotFound("办学条件");
        if (before is not null && version is null)
            throw Refused.Conflict("condition_exists", "该学校该年度的办学条件已存在，请读取后修改。");
        if (before?.RowVersion != version)
            throw Refused.Stale();
    }

    // The registry knows the roll of today, so it can answer for the running school year only; an empty roll was not entered yet.
    private async Task<int?> CountedAsync(long schoolId, int year, DateOnly today, CancellationToken cancel) =>
        year == SchoolYear.Of(today).StartYear && await store.CountPupilsAsync(schoolId, cancel) is > 0 and var pupils
            ? pupils : null;

    private async Task StoreAsync(SchoolCondition condition, SchoolCondition? before, CancellationToken cancel)
    {
        if (before is null)
            await store.AddAsync(condition, cancel);
        else
            await store.UpdateAsync(condition, cancel);

        // One key names all years of a school: whoever replicates the line sends them together.
        work.Changed(Entity.SchoolCondition, condition.SchoolId, (before?.RowVersion ?? 0) + 1);
        work.Audited(new AuditLine(Entity.SchoolCondition, condition.SchoolId, Detail: new { before, after = condition }));
    }
}
