using AutoMapper;
using ManagementPlatform.Center.Api.Organization.Classes;
using ManagementPlatform.Center.Api.Organization.Schools;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Organization;

namespace ManagementPlatform.Center.Api.Organization;

/// <summary>Rows to contracts where the names agree; the version is called so in every contract.</summary>
internal sealed class OrganizationContracts : Profile
{
    public OrganizationContracts()
    {
        CreateMap<OrganizationNode, OrganizationContract>().ForMember(c => c.Version, o => o.MapFrom(n => n.RowVersion));
        CreateMap<SchoolListItem, SchoolListContract>().ForMember(c => c.Version, o => o.MapFrom(i => i.RowVersion));
        CreateMap<School, SchoolContact>();
        CreateMap<School, SchoolContract>(MemberList.None);
        CreateMap<RegisteredSchool, SchoolContract>()
            .IncludeMembers(school => school.Details)
            .ForMember(c => c.Code, o => o.MapFrom(school => school.Node.Code))
            .ForMember(c => c.Name, o => o.MapFrom(school => school.Node.Name))
            .ForMember(c => c.NamePinyin, o => o.MapFrom(school => school.Node.NamePinyin))
            .ForMember(c => c.RegionCode, o => o.MapFrom(school => school.Node.RegionCode))
            .ForMember(c => c.Contact, o => o.MapFrom(school => school.Details))
            .ForMember(c => c.Version, o => o.MapFrom(school => school.Version));
        CreateMap<SchoolEvent, SchoolEventContract>();
        CreateMap<SchoolCodeRecord, SchoolCodeContract>();
        CreateMap<SubUnit, SubUnitContract>().ForMember(c => c.Version, o => o.MapFrom(u => u.RowVersion));
        CreateMap<SchoolClass, ClassContract>().ForMember(c => c.Version, o => o.MapFrom(s => s.RowVersion));
        CreateMap<ClassListItem, ClassListContract>().ForMember(c => c.Version, o => o.MapFrom(i => i.RowVersion));
    }
}
