using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Workbench.Kernel.Jupyter;

/// <summary>The sockets of a kernel. All sending is on the poller's thread; the heartbeat has a thread of its own.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Connection connection;
    private readonly RouterSocket shell = new();
    private readonly RouterSocket control = new();
    private readonly RouterSocket stdin = new();
    private readonly PublisherSocket publish = new();
    private readonly ResponseSocket heartbeat = new();
    private readonly NetMQQueue<(NetMQSocket Socket, IReadOnlyList<byte[]> Frames)> queue = new();
    private readonly NetMQPoller poller;
    private readonly NetMQPoller heart;
    private readonly string session = Guid.NewGuid().ToString("N");
    private long sent;

    public Wire(Connection connection)
    {
        this.connection = connection;
        publish.Options.SendHighWatermark = 0;
        shell.Bind(connection.Url(connection.Shell));
        control.Bind(connection.Url(connection.Control));
        stdin.Bind(connection.Url(connection.Stdin));
        publish.Bind(connection.Url(connection.Publish));
        heartbeat.Bind(connection.Url(connection.Heartbeat));
        queue.ReceiveReady += (_, args) =>
        {
            while (args.Queue.TryDequeue(out var item, TimeSpan.Zero)) item.Socket.SendMultipartMessage(new NetMQMessage(item.Frames));
        };
        heartbeat.ReceiveReady += (_, args) => args.Socket.SendMultipartMessage(args.Socket.ReceiveMultipartMessage());
        poller = [shell, control, stdin, queue];
        heart = [heartbeat];
    }

    /// <summary>Begins to take messages; each handler is called on the poller's thread and must not wait.</summary>
    public void Open(Action<JupyterMessage> onShell, Action<JupyterMessage> onControl, Action<JupyterMessage> onStdin)
    {
        Listen(shell, onShell);
        Listen(control, onControl);
        Listen(stdin, onStdin);
        poller.RunAsync("jupyter");
        heart.RunAsync("heartbeat");
    }

    /// <summary>Answers a request on the channel it came by.</summary>
    public void Reply(JupyterMessage request, JsonObject content, bool onControl = false) =>
        queue.Enqueue((onControl ? control : shell, Make(request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), content, request.Identities).Write(connection.Key)));

    /// <summary>Asks the client that sent a request.</summary>
    public void Ask(JupyterMessage request, JsonObject content) =>
        queue.Enqueue((stdin, Make(request, "input_request", content, request.Identities).Write(connection.Key)));

    /// <summary>Tells every client.</summary>
    public void Publish(JupyterMessage? request, string type, JsonObject content) =>
        queue.Enqueue((publish, Make(request, type, content, [Encoding.UTF8.GetBytes($"kernel.{session}.{type}")]).Write(connection.Key)));

    public void Dispose()
    {
        poller.Dispose();
        heart.Dispose();
        foreach (NetMQSocket socket in (NetMQSocket[])[shell, control, stdin, publish, heartbeat]) socket.Dispose();
        queue.Dispose();
    }

    private void Listen(RouterSocket socket, Action<JupyterMessage> take) => socket.ReceiveReady += (_, args) =>
    {
        var frames = args.Socket.ReceiveMultipartBytes();
        if (JupyterMessage.Read(frames, connection.Key) is not { } message) return;
        try
        {
            take(message);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or ArgumentException)
        {
            // a message whose content is not what its type says
        }
    };

    private JupyterMessage Make(JupyterMessage? request, string type, JsonObject content, IReadOnlyList<byte[]> identities) => new(identities, new JsonObject
    {
        ["msg_id"] = $"{session}_{Interlocked.Increment(ref sent)}",
        ["session"] = session,
        ["username"] = "kernel",
        ["date"] = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = "5.4",
    }, request is null ? [] : (JsonObject)request.Header.DeepClone(), [], content);
}
