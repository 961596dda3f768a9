using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>设立学校: a bureau enters a school that has no code yet (已申请).</summary>
public sealed class ApplyForSchool(
    SchoolRegister register, ISchoolStore schools, ICurrentCenter current, IIdentifiers identifiers, IUnitOfWork work)
{
    public async Task<RegisteredSchool> HandleAsync(
        SchoolForm form, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        var center = await current.GetAsync(cancel);
        return await work.CommitAsync(caller, "school.apply", c => ApplyAsync(form, decision, center, caller, c), cancel);
    }

    private async Task<RegisteredSchool> ApplyAsync(
        SchoolForm form, SchoolDecision decision, CenterIdentity center, Caller caller, CancellationToken cancel)
    {
        var line = await register.CountyAsync(form.CountyId, caller, cancel);
        var check = await register.CheckAsync(decision, cancel);
        var draft = NewSchool.Read(form, line, check, register.Today);
        check.ThrowIfAny();
        var school = draft.Register(identifiers.Next(), center.CenterCode, check.Reference.Pinyin);
        await schools.AddAsync(school, cancel);
        await register.SetBureausAsync(school, line, cancel);
        await schools.AddEventAsync(
            register.Event(school.Id, SchoolEventKind.Applied, decision, caller, after: school.Node.Name), cancel);
        work.Changed(Entity.School, school.Id, school.Version);
        work.Audited(new AuditLine(Entity.School, school.Id, Reason: decision.DocumentNumber, Detail: new { school.Node.Name, school.Details }));
        return school;
    }
}

/// <summary>A checked form, ready to become a school.</summary>
internal sealed record NewSchool(string Name, School Details, string RegionCode)
{
    public static NewSchool Read(SchoolForm form, BureauLine line, FormCheck check, DateOnly today)
    {
        var name = SchoolCheck.Name(check, form.Name);
        var details = new School
        {
            SchoolId = 0,
            Status = SchoolStatus.Applied,
            TypeCode = SchoolCheck.Type(check, form.TypeCode)?.Code ?? "",
            OrganizerCode = check.RequiredCode(form.OrganizerCode, CodeTableNames.SchoolOrganizer, "举办者", "organizerCode"),
            SupervisingId = SchoolCheck.Supervising(check, form.SupervisingId, line),
            CountyId = line.Nearest.OrganizationId,
            CityId = line.City?.OrganizationId,
            ProvinceId = line.Province.OrganizationId,
            LocationCode = SchoolCheck.Location(check, form.LocationCode, line),
            UrbanRuralCode = SchoolCheck.UrbanRural(check, form.UrbanRuralCode),
            Address = "",
            PostalCode = "",
            Phone = "",
            SchoolingSystem = SchoolCheck.System(check, form.SchoolingSystem, line.Province.RegionCode, today),
            SchoolYear = Codes.SchoolYear.Of(today).StartYear,
        };
        return new NewSchool(name, SchoolCheck.Contact(check, details, form.Contact, today), line.Nearest.RegionCode);
    }

    public RegisteredSchool Register(long id, string centerCode, Pinyin pinyin) => new(
        new OrganizationNode
        {
            OrganizationId = id,
            Kind = OrganizationNode.KindOf(Tier.School),
            Name = Name,
            NamePinyin = OrganizationNode.PinyinOf(Name, pinyin),
            ParentId = Details.CountyId,
            RegionCode = RegionCode,
            IsActive = false,
            HomeCenter = centerCode,
            RowVersion = 1,
        },
        Details with { SchoolId = id });
}
