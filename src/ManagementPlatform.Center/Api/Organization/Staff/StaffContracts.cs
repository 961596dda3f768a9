using AutoMapper;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Staff;

/// <summary>How rows of staff become contracts; the contract's constructor takes what has the same name from the row.</summary>
internal sealed class StaffContracts : Profile
{
    public StaffContracts()
    {
        CreateMap<StaffMember, StaffContract>(MemberList.Destination)
            .ForCtorParam(nameof(StaffContract.Version), p => p.MapFrom(member => member.RowVersion));
        CreateMap<StaffMember, StaffListItem>(MemberList.Destination)
            .ForCtorParam(nameof(StaffListItem.Version), p => p.MapFrom(member => member.RowVersion));
    }
}
