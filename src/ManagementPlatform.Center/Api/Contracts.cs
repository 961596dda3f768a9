using AutoMapper;

namespace ManagementPlatform.Center.Api;

/// <summary>The mapping from rows to contracts (AutoMapper): every profile of this assembly.</summary>
internal static class Contracts
{
    /// <summary>
    /// The licence key is the operator's: <c>AutoMapper:LicenseKey</c>. Without one the library logs a notice and works.
    /// </summary>
    public static void AddContracts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AutoMapper.IConfigurationProvider>(provider => new MapperConfiguration(
            mapper =>
            {
                mapper.LicenseKey = configuration["AutoMapper:LicenseKey"];
                mapper.AddMaps(typeof(Contracts).Assembly);
            },
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<AutoMapper.IConfigurationProvider>().CreateMapper());
    }
}
