"""Runs commands of the AWS CLI, a line of JSON at a time: python3 serve.py

{"id": ..., "args": [...], "env": {...}} on each line of the input; on each line of the output {"id": ..., "code": ...,
"stdout": ..., "stderr": ...}, in the order in which the commands end.

Each command is the CLI's own main in a process of its own, forked from this one. What is shared is what has been
loaded, and read of the service models: that is nearly all that a command costs. No command has run in the driver that
they begin with.
"""

import contextlib
import gc
import io
import json
import multiprocessing
import os
import signal
import sys

import awscli.clidriver

# Fork and not spawn, so that one lock is everybody's: a line of the output may be longer than what a pipe takes at once.
printing = multiprocessing.get_context("fork").Lock()


def run(driver, args):
    """The exit code, and what was printed to both outputs."""
    stdout, stderr = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        try:
            code = driver.main(args)
        except SystemExit as error:
            code = error.code
    return {"code": code or 0, "stdout": stdout.getvalue(), "stderr": stderr.getvalue()}


def answer(request):
    os.environ.update(request["env"])
    try:
        reply = run(prepared, request["args"])
    except BaseException as error:
        reply = {"code": 255, "stdout": "", "stderr": f"{type(error).__name__}: {error}"}
    with printing:
        print(json.dumps({"id": request["id"], **reply}), flush=True)


# Loads what the CLI loads late. Nobody listens there.
lost = ["rekognition", "describe-projects", "--endpoint-url", "http://127.0.0.1:1", "--region", "us-east-1"]
warm = awscli.clidriver.create_clidriver()
run(warm, lost)
# The service models that it has read, which a driver keeps for itself.
prepared = awscli.clidriver.create_clidriver()
prepared.session.register_component("data_loader", warm.session.get_component("data_loader"))
# Nothing here is garbage: a child need not look through it, nor have copies of its pages.
gc.freeze()
# What has ended is forgotten by itself.
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        answer(json.loads(line))
        os._exit(0)
