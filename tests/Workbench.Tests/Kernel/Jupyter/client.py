"""A client of the kernel for the scripts beside it."""
import queue
import time

from jupyter_client.manager import KernelManager


class Kernel:
    """A kernel that runs, and what it sends."""

    def __init__(self, name="workbench-csharp"):
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.process = self.manager.provisioner.process.pid

    def run(self, code, limit=30, **options):
        """Runs a cell: (reply, messages until it is idle, seconds)."""
        begun = time.time()
        message = self.client.execute(code, **options)
        messages = self.until_idle(message, limit)
        return self.reply(message, limit), messages, time.time() - begun

    def reply(self, message, limit=30):
        while True:
            reply = self.client.get_shell_msg(timeout=limit)
            if reply["parent_header"].get("msg_id") == message:
                return reply["content"]

    def until_idle(self, message, limit=30):
        messages, end = [], time.time() + limit
        while True:
            try:
                got = self.client.get_iopub_msg(timeout=max(0.1, end - time.time()))
            except queue.Empty:
                raise AssertionError(f"no end within {limit} s; so far {[m['msg_type'] for m in messages][-5:]}")
            if got["parent_header"].get("msg_id") != message:
                continue
            if got["msg_type"] == "status" and got["content"]["execution_state"] == "idle":
                return messages
            messages.append(got)

    def result(self, code):
        """The result of a cell as text."""
        reply, messages, _ = self.run(code)
        assert reply["status"] == "ok", reply
        return next((m["content"]["data"]["text/plain"] for m in messages if m["msg_type"] == "execute_result"), None)

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def text(messages, name="stdout"):
    return "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == name)


def of_type(messages, kind):
    return [m["content"] for m in messages if m["msg_type"] == kind]
