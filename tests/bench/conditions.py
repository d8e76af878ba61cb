"""On what the figures were measured."""

import os
import platform
import subprocess

import psutil

from tests.bench.report import line


def show() -> None:
    """Print the machine and the release."""
    line("cores", os.cpu_count())
    line("memory", f"{psutil.virtual_memory().total / 2**30:.0f} GiB")
    line("system", platform.platform())
    line("python", platform.python_version())
    asked = ["git", "rev-parse", "--short", "HEAD"]
    line("commit", subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip())
