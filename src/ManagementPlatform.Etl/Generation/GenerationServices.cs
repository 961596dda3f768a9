using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Etl.Generation;

public static class GenerationServices
{
    /// <summary>Loading made-up counties into the center; stands on Organization and Students.</summary>
    public static IServiceCollection AddGeneration(this IServiceCollection services) => services.AddSingleton<CenterLoad>();
}
