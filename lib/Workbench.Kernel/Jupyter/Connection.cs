using System.Net;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>What a Jupyter client's connection file says.</summary>
internal sealed record Connection(string Address, int Shell, int Control, int Stdin, int Publish, int Heartbeat, byte[] Key)
{
    /// <summary>Reads a connection file.</summary>
    /// <exception cref="KernelServerException">It is not one, or it asks for more than this machine.</exception>
    public static Connection Parse(string json, string file)
    {
        try
        {
            var node = JsonNode.Parse(json)!;
            int Port(string name) => node[name]!.GetValue<int>();
            var (transport, ip) = (node["transport"]?.GetValue<string>() ?? "tcp", node["ip"]!.GetValue<string>());
            if (transport != "tcp") throw new KernelServerException($"{file}: error KERN201: transport is '{transport}'; expected 'tcp'. Fix: start the kernel with a tcp connection file.");
            if (ip != "localhost" && !(IPAddress.TryParse(ip, out var address) && IPAddress.IsLoopback(address)))
                throw new KernelServerException($"{file}: error KERN202: ip is '{ip}'; expected a loopback address. Fix: use 127.0.0.1; this kernel runs code for its own machine only.");
            var scheme = node["signature_scheme"]?.GetValue<string>() ?? "hmac-sha256";
            if (scheme != "hmac-sha256") throw new KernelServerException($"{file}: error KERN201: signature_scheme is '{scheme}'; expected 'hmac-sha256'. Fix: use the default scheme.");
            var key = System.Text.Encoding.UTF8.GetBytes(node["key"]?.GetValue<string>() ?? "");
            return new Connection(ip == "localhost" ? "127.0.0.1" : ip, Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port"), key);
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new KernelServerException($"{file}: error KERN201: not a Jupyter connection file ({error.Message}). Fix: let a Jupyter client start the kernel.");
        }
    }

    public string Url(int port) => $"tcp://{Address}:{port}";
}

/// <summary>The kernel server cannot start, with the place and the way out.</summary>
/// <param name="message">The message.</param>
public sealed class KernelServerException(string message) : Exception(message);
