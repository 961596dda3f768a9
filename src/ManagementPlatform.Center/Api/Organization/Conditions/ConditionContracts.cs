using AutoMapper;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Storage.Organization.Conditions;

namespace ManagementPlatform.Center.Api.Organization.Conditions;

/// <summary>
/// How reports and summaries become contracts; the contract's constructor takes what has the same name from the row.
/// </summary>
internal sealed class ConditionContracts : Profile
{
    // Schools of a province that lie below no city.
    private const string Direct = "省直辖";

    public ConditionContracts()
    {
        CreateMap<SchoolCondition, ConditionContract>(MemberList.Destination)
            .ForCtorParam(nameof(ConditionContract.Conditions), p => p.MapFrom(condition => condition))
            .ForCtorParam(nameof(ConditionContract.Version), p => p.MapFrom(condition => condition.RowVersion));
        CreateMap<SchoolCondition, SchoolConditionForm>();
        CreateMap<SchoolOfYear, SchoolOfYearContract>(MemberList.Destination)
            .ForCtorParam(nameof(SchoolOfYearContract.Conditions), p => p.MapFrom(school => school.Condition));
        CreateMap<ConditionSummary, ConditionSummaryContract>(MemberList.Destination)
            .ForCtorParam(nameof(ConditionSummaryContract.Name), p => p.MapFrom(summary => summary.Name ?? Direct));
        CreateMap<BandCount, BandContract>(MemberList.Destination)
            .ForCtorParam(nameof(BandContract.Band), p => p.MapFrom(count => count.Band.Code))
            .ForCtorParam(nameof(BandContract.Name), p => p.MapFrom(count => count.Band.Name));
        CreateMap<ConditionField, ConditionFieldContract>(MemberList.Destination);
    }
}
