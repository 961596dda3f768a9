using AutoMapper;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

/// <summary>
/// How changes of enrolment become contracts; the contract's constructor takes what has the same name from the row.
/// </summary>
internal sealed class EnrollmentContracts : Profile
{
    public EnrollmentContracts()
    {
        CreateMap<EnrollmentChange, ChangeContract>(MemberList.Destination)
            .ForCtorParam(nameof(ChangeContract.KindName), p => p.MapFrom(change => ChangeCatalogue.Find(change.Kind)!.Name))
            .ForCtorParam(nameof(ChangeContract.JytCode), p => p.MapFrom(change => ChangeCatalogue.Find(change.Kind)!.JytCode))
            .ForCtorParam(nameof(ChangeContract.Version), p => p.MapFrom(change => change.RowVersion))
            .ForCtorParam(
                nameof(ChangeContract.Steps), p => p.MapFrom((_, context) => context.Items[nameof(ChangeContract.Steps)]));
        CreateMap<EnrollmentChangeStep, StepContract>(MemberList.Destination)
            .ForCtorParam(nameof(StepContract.RoleName), p => p.MapFrom(step => ChainSteps.Name(step.Role)));
    }
}

internal static class ChangeMapping
{
    public static ChangeContract MapChange(
        this IMapper mapper, EnrollmentChange change, IEnumerable<EnrollmentChangeStep> steps) =>
        mapper.Map<EnrollmentChange, ChangeContract>(
            change, options => options.Items[nameof(ChangeContract.Steps)] = mapper.Map<List<StepContract>>(steps));
}
