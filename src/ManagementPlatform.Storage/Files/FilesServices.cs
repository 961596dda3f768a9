using ManagementPlatform.Core.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Storage.Files;

public static class FilesServices
{
    /// <param name="dataFolder">The center's data folder; files lie in <c>files</c> below it.</param>
    public static IServiceCollection AddFiles(this IServiceCollection services, string dataFolder) => services
        .Replace(ServiceDescriptor.Singleton(new FileFolder(Path.Combine(dataFolder, "files"))))
        .Replace(ServiceDescriptor.Scoped<IFileStore, FileStore>());
}
