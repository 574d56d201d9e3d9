"""Times this kernel beside ipykernel through Jupyter's own client, one after the other in turn: jupyter.py ROUNDS

Prints one JSON object: for each measure the values seen, in seconds (memory in MB).
"""
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from jupyter_client.manager import KernelManager

ROUNDS = int(sys.argv[1])
seen = {}


def note(name, value):
    seen.setdefault(name, []).append(value)


class Kernel:
    def __init__(self, name):
        self.begun = time.perf_counter()
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=120)

    def run(self, code):
        begun = time.perf_counter()
        message = self.client.execute(code)
        while (reply := self.client.get_shell_msg(timeout=120))["parent_header"].get("msg_id") != message:
            pass
        assert reply["content"]["status"] == "ok", reply["content"]
        return time.perf_counter() - begun

    def since_start(self):
        return time.perf_counter() - self.begun

    def memory(self):
        status = Path(f"/proc/{self.manager.provisioner.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def trips(kernel, name):
    for _ in range(40):
        kernel.run("1+1")
    for _ in range(60):
        note(name, kernel.run("1+1"))


def notebook(folder, name, kernel, cells):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    book.metadata.kernelspec = {"name": kernel, "display_name": kernel, "language": kernel}
    path = Path(folder) / f"{name}.ipynb"
    nbformat.write(book, path)
    return path


def execute(path):
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "nbconvert", "--execute", "--to", "notebook", "--inplace", "--log-level=ERROR", path], check=True)
    return time.perf_counter() - begun


for _ in range(ROUNDS):
    for name, code in [("python3", "1+1"), ("workbench-csharp", "1+1"), ("workbench-fsharp", "1+1")]:
        kernel = Kernel(name)
        kernel.run(code)
        note(f"first {name}", kernel.since_start())
        kernel.stop()

for name in ["python3", "workbench-csharp"]:
    kernel = Kernel(name)
    trips(kernel, f"trip {name}")
    if name != "python3":
        kernel.run("#!fsharp\n1+1")
    start = kernel.memory()
    for i in range(1000):
        kernel.run(f"x{i} = {i} * 2" if name == "python3" else f"var x{i} = {i} * 2;")
        if (i + 1) % 250 == 0:
            note(f"memory {name}", kernel.memory() - start)
    kernel.stop()

with tempfile.TemporaryDirectory() as folder:
    ours = notebook(folder, "ours", "workbench-csharp", ["var x = 20;\nx + 1", "#!fsharp\n#!share --from csharp x\nlet y = x * 2\ny", "#!share --from fsharp y\ny + 2"])
    peer = notebook(folder, "peer", "python3", ["x = 20\nx + 1", "y = x * 2\ny", "y + 2"])
    for _ in range(ROUNDS):
        note("nbconvert python3", execute(peer))
        note("nbconvert workbench", execute(ours))

print(json.dumps(seen))
