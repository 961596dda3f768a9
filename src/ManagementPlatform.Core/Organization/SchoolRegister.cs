using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>What every decision about a school has in common: find it in scope, write it, remember what happened.</summary>
public sealed class SchoolRegister(
    ISchoolStore schools, ISchoolCodeIssuer issuer, IReferenceData reference,
    IIdentifiers identifiers, IUnitOfWork work, TimeProvider time)
{
    public DateOnly Today => BeijingTime.Today(time);

    internal async Task<FormCheck> CheckAsync(SchoolDecision? decision, CancellationToken cancel)
    {
        var check = new FormCheck(await reference.GetAsync(cancel));
        decision?.Check(check, Today);
        return check;
    }

    /// <exception cref="RefusalException">The caller may not see it, or has read another version.</exception>
    public async Task<RegisteredSchool> FindAsync(long schoolId, int version, Caller caller, CancellationToken cancel)
    {
        var school = await schools.FindAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        school.DemandVersion(version);
        return school;
    }

    /// <summary>The school for a decision that only its supervising bureau, or one above it, may take.</summary>
    /// <exception cref="RefusalException">
    /// The caller may not decide about it, or has read another version, or the school is in no such state.
    /// </exception>
    public async Task<RegisteredSchool> FindForDecisionAsync(
        long schoolId, int version, Caller caller, CancellationToken cancel, params string[] statuses)
    {
        var school = await FindAsync(schoolId, version, caller, cancel);
        school.DemandAuthority(caller);
        school.DemandStatus("学校当前状态不能办理此项变更。", statuses);
        return school;
    }

    /// <summary>The county-level bureau that a school is to stand below, which must be in the caller's own line.</summary>
    public async Task<BureauLine> CountyAsync(long? countyId, Caller caller, CancellationToken cancel)
    {
        if (countyId is not { } id)
            throw Refused.Invalid("required", "所属县级教育部门必须填写。", "countyId");
        var line = await schools.FindCountyAsync(id, cancel);
        return line is not null && line.Contains(caller.OrganizationId) ? line
            : throw Refused.Invalid("unknown_county", "所属县级教育部门不存在，或不在您的管理范围内。", "countyId");
    }

    /// <summary>Writes the school over the version that was read, with what happened.</summary>
    /// <returns>The school at its new version.</returns>
    /// <exception cref="RefusalException">It ends while somebody is on its roll, or somebody else wrote it since.</exception>
    public async Task<RegisteredSchool> WriteAsync(
        RegisteredSchool before, RegisteredSchool after, SchoolEvent? happened, CancellationToken cancel)
    {
        await schools.UpdateAsync(after, cancel);

        // Only now: the update waited for those who were registering pupils at the school, and the next ones find it closed.
        if (after.Details.Status is SchoolStatus.Closed or SchoolStatus.Merged
            && await schools.ContentsAsync(after.Id, cancel) is { HasPupils: true })
        {
            throw Refused.Conflict("school_has_pupils", "学校还有在籍学生，请先办理转学、毕业，或以合并方式办理。");
        }

        if (happened is not null)
            await schools.AddEventAsync(happened, cancel);
        work.Changed(Entity.School, after.Id, after.Version + 1);
        work.Audited(new AuditLine(Entity.School, after.Id, Reason: happened?.DocumentNumber, Detail: new
        {
            happened?.Kind,
            before = new { before.Node.Name, before.Node.Code, before.Details },
            after = new { after.Node.Name, after.Node.Code, after.Details },
        }));
        return after.Written;
    }

    public SchoolEvent Event(
        long schoolId, string kind, SchoolDecision decision, Caller caller, string? before = null,
        string? after = null, long? other = null) => new()
    {
        SchoolId = schoolId,
        EventId = identifiers.Next(),
        Kind = kind,
        OccurredOn = decision.EffectiveOn,
        BeforeValue = Short(before),
        AfterValue = Short(after),
        OtherSchoolId = other,
        DocumentNumber = decision.DocumentNumber?.Trim(),
        Note = decision.Note?.Trim(),
        RecordedBy = caller.UserId,
        RecordedAt = time.GetUtcNow(),
    };

    /// <summary>A new code for the school; null when the issuer gives it later.</summary>
    public async Task<SchoolCode?> IssueAsync(
        long schoolId, SchoolType type, string homeCenter, DateOnly on, CancellationToken cancel)
    {
        var category = SchoolCategory.Find(type.Category)
            ?? throw new InvalidOperationException($"Type {type.Code} has no category.");
        if (await issuer.IssueAsync(schoolId, category, homeCenter, cancel) is not { } code)
            return null;
        // Whether it is free, the register's key decides: looking first would only tell what was true a moment ago.
        await schools.AddCodeAsync(
            new SchoolCodeRecord { Code = code.Text, SchoolId = schoolId, State = SchoolCodeState.Active, AssignedOn = on },
            cancel);
        return code;
    }

    /// <summary>Takes codes out of use for good.</summary>
    public async Task VoidAsync(IEnumerable<SchoolCode> codes, DateOnly on, string reason, CancellationToken cancel)
    {
        foreach (var code in codes)
        {
            var record = await schools.FindCodeAsync(code.Text, cancel)
                ?? throw new InvalidOperationException("A school has a code that the register does not know.");
            await schools.UpdateCodeAsync(record with { State = SchoolCodeState.Void, VoidedOn = on, Reason = reason }, cancel);
        }
    }

    /// <summary>Who sees the school follows from where it stands and who supervises it.</summary>
    public Task SetBureausAsync(RegisteredSchool school, BureauLine line, CancellationToken cancel) => schools.SetBureausAsync(
        school.Id,
        [.. line.Bureaus.Select(bureau => bureau.OrganizationId).Append(school.Details.SupervisingId).Distinct()], cancel);

    private static string? Short(string? text) => text is { Length: > 200 } ? text[..200] : text;
}
