"""What a person does with the kernel, beyond the tests of the Jupyter project; prints a line for each thing seen."""
import os
import threading
import time

from client import Kernel, of_type, text

kernel = Kernel()


def seen(what):
    print("seen:", what, flush=True)


# values in both languages, displays and their updates
assert kernel.result("#!fsharp\nlet rate = 0.25\nrate * 4.0") == "1"
assert kernel.result("#!share --from fsharp rate\nrate") == "0.25"
_, messages, _ = kernel.run('var shown = Notebook.Show("first");\nshown.Update("second");')
first, second = of_type(messages, "display_data")[0], of_type(messages, "update_display_data")[0]
assert first["transient"]["display_id"] == second["transient"]["display_id"]
_, messages, _ = kernel.run('shown.Update("third");')
assert of_type(messages, "update_display_data")[0]["transient"]["display_id"] == first["transient"]["display_id"]
seen("a display updated in its own cell and from a later one")

# a large text, many writes, order of streams
reply, messages, seconds = kernel.run('Console.Write(new string(\'\\u6dd8\', 7_000_000)); Console.Error.Write("after");', limit=60)
assert len(text(messages)) == 7_000_000 and text(messages, "stderr") == "after", reply
assert [m["content"]["name"] for m in messages if m["msg_type"] == "stream"][-1] == "stderr"
seen(f"21 MB of UTF-8 in one print, {seconds:.1f} s")
_, messages, seconds = kernel.run("for (var i = 0; i < 200_000; i++) Console.WriteLine(i);", limit=60)
assert text(messages) == "".join(f"{i}\n" for i in range(200_000))
seen(f"200,000 writes in order, {seconds:.1f} s in {len(messages)} messages")
message = kernel.client.execute('Console.WriteLine("now"); Thread.Sleep(1500); Console.WriteLine("later");')
begun, live = time.time(), None
while live is None:
    got = kernel.client.get_iopub_msg(timeout=10)
    if got["msg_type"] == "stream":
        live = time.time() - begun
assert live < 1.2, live
kernel.until_idle(message)
kernel.reply(message)
seen("text arrives while the cell runs")
message = kernel.client.execute('Console.WriteLine("first"); Thread.Sleep(100); new Thread(() => { Thread.Sleep(300); Console.WriteLine("late"); Thread.Sleep(100); Console.WriteLine("later"); }).Start();')
kernel.until_idle(message)
kernel.reply(message)
late = ""
while "later" not in late:
    got = kernel.client.get_iopub_msg(timeout=10)
    assert got["msg_type"] == "stream" and got["parent_header"]["msg_id"] == message, got
    late += got["content"]["text"]
assert late == "late\nlater\n", late
seen("text of a thread arrives after its cell has ended")

# questions
message = kernel.client.execute('var name = Notebook.Input("Name? "); var word = Notebook.Password("Word? "); var line = Console.ReadLine(); name + word + line', allow_stdin=True)
for prompt, hidden, answer in [("Name? ", False, "Li"), ("Word? ", True, "x"), ("", False, "!")]:
    asked = kernel.client.get_stdin_msg(timeout=20)["content"]
    assert (asked["prompt"], asked["password"]) == (prompt, hidden), asked
    kernel.client.input(answer)
assert of_type(kernel.until_idle(message), "execute_result")[0]["data"]["text/plain"] == "Lix!"
kernel.reply(message)
reply, _, _ = kernel.run('Notebook.Input("?")', allow_stdin=False)
assert reply["status"] == "error" and "parameter" in reply["evalue"], reply
seen("questions answered, and refused where nobody can answer")

# channels of widgets
kernel.run('Comm opened = null; Notebook.RegisterComm("echo", (comm, data) => { opened = comm; comm.Received = again => comm.Send(again); Console.WriteLine("open"); });')


def comm(kind, **content):
    message = kernel.client.session.msg(kind, content)
    kernel.client.shell_channel.send(message)
    return kernel.until_idle(message["header"]["msg_id"])


assert text(comm("comm_open", comm_id="c1", target_name="echo", data={})) == "open\n"
assert of_type(comm("comm_msg", comm_id="c1", data={"n": 3}), "comm_msg")[0]["data"] == {"n": 3}
message = kernel.client.session.msg("comm_info_request", {"target_name": "echo"})
kernel.client.shell_channel.send(message)
assert kernel.reply(message["header"]["msg_id"])["comms"] == {"c1": {"target_name": "echo"}}
comm("comm_close", comm_id="c1", data={})
assert of_type(comm("comm_open", comm_id="c2", target_name="unknown", data={}), "comm_close")
seen("channels opened, answered and closed")

# what waits behind a failed cell is aborted; what is sent after the reply is not
ids = [kernel.client.execute(code) for code in ["Thread.Sleep(300); throw new Exception();", "1", "2"]]
assert [kernel.reply(one)["status"] for one in ids] == ["error", "aborted", "aborted"]
assert kernel.result("3") == "3"
reply, _, _ = kernel.run("1", user_expressions={"a": "name.Length", "b": "nothing"})
assert reply["user_expressions"]["a"]["data"]["text/plain"] == "2" and reply["user_expressions"]["b"]["status"] == "error"
reply, messages, _ = kernel.run('Console.WriteLine("quiet"); 5', silent=True)
assert not [m for m in messages if m["msg_type"] != "status"]
seen("abort of the queue, expressions, silence")

# editing: cursors count code points
code = 'var s = "\U0001F6CD淘宝"; s.Len'
reply = kernel.reply(kernel.client.complete(code))
assert "Length" in reply["matches"] and (reply["cursor_start"], reply["cursor_end"]) == (len(code) - 3, len(code)), reply
assert "X" in kernel.reply(kernel.client.complete("record P(int X, int Y); var p = new P(1, 2) with { "))["matches"]
assert "separator:" in kernel.reply(kernel.client.complete("string.Join(sep"))["matches"]
described = kernel.reply(kernel.client.inspect("LiveCommerce.NumberText.Of", 25))["data"]["text/plain"]
assert "string NumberText.Of(" in described and len(described.splitlines()) > 2, described
described = kernel.reply(kernel.client.inspect('Console.WriteLine("x")', 12))["data"]["text/plain"]
assert "WriteLine(" in described, described
described = kernel.reply(kernel.client.inspect("#!fsharp\nList.map", 16))["data"]["text/plain"]
assert "mapping" in described and "Builds a new collection" in described, described
seen("completion and signatures with documentation")

# interrupts
kernel.run("var kept = 41;")
endless = [
    "while (true) { }",
    "Thread.Sleep(60_000);",
    "await Task.Delay(60_000);",
    "Enumerable.Range(0, int.MaxValue).Where(i => i % 2 == 7).Count()",
    "while (true) { try { Thread.Sleep(50); } catch { } }",
    "await Task.Delay(10); Thread.Sleep(60_000);",
    "#!fsharp\nwhile true do ()",
    "#!fsharp\nlet rec spin x = if x < 0 then 0 else spin (x + 1 - 1)\nspin 1",
] + ["while (true) { }"] * 10
slowest = 0
for code in endless:
    message = kernel.client.execute(code)
    time.sleep(0.35)
    begun = time.time()
    kernel.manager.interrupt_kernel()
    assert kernel.reply(message, 10)["ename"] == "Interrupted", code
    slowest = max(slowest, time.time() - begun)
assert slowest < 3, slowest
assert kernel.result("kept + 1") == "42"
seen(f"{len(endless)} interrupts, the slowest {slowest:.2f} s, variables kept")
message = kernel.client.execute("Enumerable.Repeat(1L, int.MaxValue).Sum()")
time.sleep(0.3)
kernel.manager.interrupt_kernel()
assert "restart the kernel" in text(kernel.until_idle(message, 60), "stderr")
kernel.reply(message)
seen("what does not stop is said")

# what would end other processes
assert kernel.run("int Deep(int n) => Deep(n + 1) + 1;\nDeep(0)")[0]["ename"] == "InsufficientExecutionStackException"
kernel.run('var failing = new Thread(() => throw new Exception("in a thread")); failing.Start(); failing.Join(); Thread.Sleep(50);')
assert kernel.result("kept") == "41"
message = kernel.client.session.msg("debug_request", {"seq": 1, "type": "request", "command": "initialize"})
kernel.client.control_channel.send(message)
assert kernel.client.get_control_msg(timeout=10)["content"]["status"] == "error"
seen("deep recursion, a failing thread and a debugger do no harm")

beats = []
threading.Thread(target=lambda: kernel.run("var until = DateTime.UtcNow.AddSeconds(1.5); while (DateTime.UtcNow < until) { }")).start()
import zmq

socket = zmq.Context().socket(zmq.REQ)
socket.connect(f"tcp://127.0.0.1:{kernel.manager.hb_port}")
for _ in range(5):
    begun = time.time()
    socket.send(b"ping")
    assert socket.poll(1000) and socket.recv() == b"ping"
    beats.append(time.time() - begun)
    time.sleep(0.1)
seen(f"heartbeat while a cell runs, {max(beats) * 1000:.0f} ms")
time.sleep(1.2)
kernel.manager.shutdown_kernel()
seen("the end")
kernel.client.stop_channels()
os._exit(0)
