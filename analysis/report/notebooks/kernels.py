"""Kernels that begin with the package loaded: forked from one process, where the system can."""

import multiprocessing
import os
import signal
from collections.abc import Mapping
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

FORKS = "forkserver" in multiprocessing.get_all_start_methods()
LOADED = ["ipykernel.kernelapp", "analysis.report.notebooks.loaded"]


class Kernel(AsyncKernelManager):
    """The manager of a kernel; loading what notebooks import takes seconds, forking nothing."""

    async def _async_pre_start_kernel(self, **settings: Any) -> Any:
        if FORKS and self.provisioner is None:
            self.provisioner = _Forked(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**settings)


class _Forked(LocalProvisioner):
    """Starts a kernel as a process that already holds the package."""

    parent: Any
    process: Any

    async def launch_kernel(self, cmd: list[str], **settings: Any) -> Any:  # noqa: ARG002
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(LOADED)
        process = context.Process(
            target=_serve,
            args=(self.parent.connection_file, settings["env"], str(settings["cwd"])),
        )
        process.start()
        self.process = _Process(process)
        self.pid = self.pgid = process.pid
        return self.connection_info


class _Process:
    """A forked process, with what its manager asks of one that was opened."""

    stdin = stdout = stderr = None

    def __init__(self, process: Any) -> None:
        self.process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        exitcode: int | None = self.process.exitcode
        return exitcode

    def wait(self) -> int | None:
        self.process.join()
        return self.poll()

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def _serve(connection_file: str, env: Mapping[str, str], folder: str) -> None:
    """Be a kernel in `folder` until told to stop, or until the forking process is gone."""
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    outlived = f"--IPKernelApp.parent_handle={os.getppid()}"
    IPKernelApp.launch_instance(argv=["-f", connection_file, outlived])
