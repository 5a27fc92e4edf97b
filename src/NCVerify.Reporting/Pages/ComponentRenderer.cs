using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NCVerify.Reporting;

/// <summary>Renders Razor components to text, outside any web host.</summary>
internal sealed class ComponentRenderer : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();
    private readonly HtmlRenderer _renderer;

    public ComponentRenderer() => _renderer = new(_services, NullLoggerFactory.Instance);

    public string Render<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent => _renderer.Dispatcher.InvokeAsync(async () =>
        {
            var values = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));
            var root = await _renderer.RenderComponentAsync<TComponent>(values);
            return root.ToHtmlString().ReplaceLineEndings("\n");
        }).GetAwaiter().GetResult();

    public void Dispose()
    {
        _renderer.Dispose();
        _services.Dispose();
    }
}
