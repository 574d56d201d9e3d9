"""Random messages on every socket, wrong signatures, and clients that die."""
import json
import os
import random
import signal
import subprocess
import sys
import time

import zmq

from client import Kernel

if len(sys.argv) > 1:  # the client that dies: start a kernel, say its process, and wait
    doomed = Kernel()
    if sys.argv[1] == "busy":
        doomed.client.execute("while (true) { }")
        time.sleep(0.5)
    print(doomed.process, flush=True)
    time.sleep(60)

kernel = Kernel()
chance = random.Random(7)
delimiter = b"<IDS|MSG>"
context = zmq.Context()


def noise():
    kind = chance.randrange(4)
    if kind == 0:
        return [chance.randbytes(chance.randrange(40)) for _ in range(chance.randrange(1, 9))]
    if kind == 1:
        return [b"id", delimiter, *[chance.randbytes(20) for _ in range(chance.randrange(0, 6))]]
    header = {"msg_id": "x", "msg_type": chance.choice(["execute_request", "complete_request", "shutdown_request", "interrupt_request", "\ud83d"]), "version": "5.4"}
    parts = [json.dumps(header).encode(), b"{}", b"{}", chance.choice([b"{}", b"[]", b"null", b'{"code":1}', b'{"a":1,"a":2}', b"\xff\xfe", b"[" * 200])]
    signature = b"0" * 64
    if kind == 3:
        parts[0] = json.dumps({**header, "msg_type": chance.choice(["execute_request", "complete_request", "inspect_request", "history_request", "comm_open", "is_complete_request"])}).encode()
        signature = kernel.client.session.sign(parts)
    return [delimiter, signature, *parts]


for port, kind in [(kernel.manager.shell_port, zmq.DEALER), (kernel.manager.control_port, zmq.DEALER), (kernel.manager.stdin_port, zmq.DEALER), (kernel.manager.iopub_port, zmq.SUB), (kernel.manager.hb_port, zmq.DEALER)]:
    socket = context.socket(kind if kind != zmq.SUB else zmq.XSUB)
    socket.linger = 0
    socket.connect(f"tcp://127.0.0.1:{port}")
    for _ in range(2000):
        socket.send_multipart(noise())
    time.sleep(0.2)
print("2,000 random messages on each of five sockets")
assert kernel.result("1+1") == "2"
print("then 1+1 is 2")
kernel.stop()

for state in ["idle", "busy"]:
    client = subprocess.Popen([sys.executable, __file__, state], stdout=subprocess.PIPE, text=True)
    process = int(client.stdout.readline())
    os.kill(process, 0)
    client.send_signal(signal.SIGKILL)
    client.wait()
    begun = time.time()
    while time.time() - begun < 3 and os.path.exists(f"/proc/{process}"):
        time.sleep(0.05)
    assert not os.path.exists(f"/proc/{process}"), f"{state}: kernel {process} outlived its client"
    print(f"client killed while {state}: the kernel ended after {time.time() - begun:.1f} s", flush=True)
os._exit(0)
