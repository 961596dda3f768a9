using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// What goes from one school to another when schools merge or split: classes with their pupils, staff, sub-units.
/// </summary>
public sealed class SchoolContentsMove(
    ISchoolStore schools,
    IClassStore classes,
    IStaffStore staff,
    ISubUnitStore subUnits,
    IPupilMoves pupils,
    CaseHeirs cases,
    IIdentifiers identifiers,
    IUnitOfWork work,
    TimeProvider time)
{
    private const int HighestNumber = 99;

    /// <summary>Reserves the keys that moving each school's pupils takes; before the unit of work.</summary>
    /// <returns>By school.</returns>
    public async Task<IReadOnlyDictionary<long, ReservedKeys>> ReserveAsync(
        IReadOnlyList<long> schoolIds, CancellationToken cancel)
    {
        var keys = new Dictionary<long, ReservedKeys>();
        foreach (var id in schoolIds)
            keys[id] = await ReservedKeys.ForAsync(await pupils.CountAsync(id, cancel), identifiers, cancel);
        return keys;
    }

    /// <summary>Everything alive in a school that ends.</summary>
    public async Task MoveAllAsync(
        RegisteredSchool from, RegisteredSchool to, DateOnly on, ReservedKeys keys, Caller caller, CancellationToken cancel)
    {
        foreach (var person in await staff.OfSchoolAsync(from.Id, cancel))
            await MoveStaffAsync(person, to.Id, cancel);
        foreach (var unit in await subUnits.OfSchoolAsync(from.Id, cancel))
        {
            await subUnits.UpdateAsync(unit with { SchoolId = to.Id }, cancel);
            work.Changed(Entity.SubUnit, unit.SubUnitId, unit.RowVersion + 1);
        }

        await MoveClassesAsync(
            from, to, await classes.LivingAsync(from.Id, cancel), on, SchoolEventKind.Merged, keys, caller, cancel);
    }

    /// <summary>Classes with the pupils in them.</summary>
    /// <exception cref="RefusalException">
    /// A pupil's change is not decided yet, or the new school has no number left for a class.
    /// </exception>
    public async Task<int> MoveClassesAsync(
        RegisteredSchool from,
        RegisteredSchool to,
        IReadOnlyList<SchoolClass> moving,
        DateOnly on,
        string kind,
        ReservedKeys keys,
        Caller caller,
        CancellationToken cancel)
    {
        // Whoever moves a case to the school has finished now, and those who come next find its pupils elsewhere.
        await schools.HoldAsync(from.Id, cancel);
        if (await schools.ContentsAsync(from.Id, cancel) is { HasOpenBusiness: true })
            throw Refused.Conflict("school_has_open_business", $"{from.Node.Name}还有在办的学籍业务，请先办结或撤销。");
        foreach (var schoolClass in moving)
        {
            var number = await FreeNumberAsync(schoolClass, to.Id, cancel);
            await classes.UpdateAsync(schoolClass with { SchoolId = to.Id, ClassNumber = number }, cancel);
            work.Changed(Entity.SchoolClass, schoolClass.ClassId, schoolClass.RowVersion + 1);
        }

        var ids = moving.Select(schoolClass => schoolClass.ClassId).ToList();
        await cases.FollowAsync(ids, from.Id, to.Id, cancel);
        return await pupils.MoveAsync(
            new PupilMove(ids, to.Id, to.Details.CountyId, on, kind, caller.UserId, time.GetUtcNow(), keys), cancel);
    }

    /// <exception cref="RefusalException">The school got classes of a stage that schools of its type do not teach.</exception>
    public async Task DemandStagesAsync(RegisteredSchool school, CancellationToken cancel)
    {
        var taught = await schools.ContentsAsync(school.Id, cancel);
        if (taught.Stages.FirstOrDefault(stage => !school.Type.Stages.Contains((Stage)stage)) is var left and > 0)
            throw Refused.Conflict("stage_not_taught", $"{school.Node.Name}的办学类型不含{((Stage)left).Name()}，请先变更办学类型。");
    }

    private async Task<int> FreeNumberAsync(SchoolClass schoolClass, long schoolId, CancellationToken cancel)
    {
        var taken = await classes.NumbersAsync(schoolId, schoolClass.Stage, schoolClass.EntryYear, cancel);
        if (!taken.Contains(schoolClass.ClassNumber))
            return schoolClass.ClassNumber;
        var next = taken.Max() + 1;
        return next <= HighestNumber ? next
            : throw Refused.Conflict("class_numbers_exhausted", $"同一学段、同一入学年份的班级超过{HighestNumber}个，不能合并。");
    }

    /// <summary>A member of staff, renumbered when the number is taken there.</summary>
    public async Task MoveStaffAsync(StaffMember person, long schoolId, CancellationToken cancel)
    {
        var number = person.StaffNumber;
        for (var n = 2; await staff.IsNumberTakenAsync(schoolId, number, cancel); n++)
            number = StaffMember.Renumbered(person.StaffNumber, n);
        await staff.UpdateAsync(person with { SchoolId = schoolId, StaffNumber = number }, cancel);
        work.Changed(Entity.Staff, person.StaffId, person.RowVersion + 1);
    }
}
