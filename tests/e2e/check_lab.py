"""JupyterLab itself: each notebook opened, all cells run, no error shown, another choice picked."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.e2e.browser import browser

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ERROR = (
    '[data-mime-type="application/vnd.jupyter.error"], .jp-RenderedText[data-mime-type$="stderr"]'
)
IDLE = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.textContent)"
ALL_CELLS = "@jupyterlab/notebook-extension/tracker.jupyterlab-settings"  # not only those in view
MINUTES = 10


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab on this machine alone, on copies of the notebooks."""
    folder = tmp_path_factory.mktemp("lab")
    for path in NOTEBOOKS:
        shutil.copy(path, folder)
    (folder / ALL_CELLS).parent.mkdir(parents=True)
    (folder / ALL_CELLS).write_text('{"windowingMode": "none"}', encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1",
        "--allow-root", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True",
        "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        str(folder),
    ]  # fmt: skip
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "JUPYTER_CONFIG_DIR": str(folder / "c"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder),
    }
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urlopen(f"{address}/api", timeout=1)
            break
        except (URLError, OSError):
            time.sleep(0.5)
    yield address
    server.terminate()
    server.wait()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(lab, path):
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(f"{lab}/lab/tree/{path.name}?reset")
        page.wait_for_selector(IDLE, timeout=120_000)
        page.wait_for_timeout(3_000)  # a new server shows idle before the kernel is attached
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        page.wait_for_function(f"{PROMPTS}.includes('[*]:')", timeout=60_000)
        page.wait_for_function(
            f"{PROMPTS}.every(prompt => /\\d/.test(prompt))", timeout=MINUTES * 60_000
        )
        assert page.locator(ERROR).all_inner_texts() == []
        choose_another(page)


def choose_another(page):
    """Picks the last choice of the notebook's menu; figure and table are then others."""
    menu = page.locator(".widget-dropdown select").last  # the first chooses the groups
    menu.scroll_into_view_if_needed()
    shown = page.locator(".widget-vbox .widget-html-content")
    figure = shown.locator("img").get_attribute("src")
    table = shown.locator("table").inner_text()
    menu.select_option(index=menu.locator("option").count() - 1)
    page.wait_for_function(
        "before => document.querySelector('.widget-vbox img').src !== before",
        arg=figure,
        timeout=60_000,
    )
    assert shown.locator("table").inner_text() != table
    assert page.locator(ERROR).all_inner_texts() == []
