using AutoMapper;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Conventions;

[TestClass]
public sealed class ContractTests
{
    [TestMethod]
    public async Task Every_member_of_a_mapped_contract_has_a_source()
    {
        await using var center = await CenterUnderTest.StartAsync();

        center.App.Services.GetRequiredService<IConfigurationProvider>().AssertConfigurationIsValid();
    }
}
