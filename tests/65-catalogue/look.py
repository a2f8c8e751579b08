#!/usr/bin/env python3
"""look.py JUDGES PAGE.html WIDTH [PICTURE.png [PAPER.pdf]] - use a page.

Opens the file where it lies, in Chromium with its sandbox, as an ordinary
user, in a window of that width.  Each line of standard input is JavaScript
that is run in the page; an await in it is waited for.  Prints, split by tabs:

	value  JSON            what a line of input gave
	violation, wide, dialog, focus, passed    as harness/judges/axe.py does
	request  ADDRESS       it asked for something that is not a file
	error    TEXT          a script failed, or the page's policy was broken

axe-core and the Tab key are tried at the end, on the page as it is then.
"""
import base64
import json
import os
import shutil
import sys
import tempfile
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)) +
                "/../harness/judges")
sys.dont_write_bytecode = True
import axe  # noqa: E402


def ask(b, lines):
    for script in lines:
        if not script.strip():
            continue
        r = b.do("Runtime.evaluate", awaitPromise=True, returnByValue=True,
                 expression="(async () => { %s })()" % script)
        if "exceptionDetails" in r:
            axe.line("error", r["exceptionDetails"].get("exception", {}).get(
                "description", "failed"), script)
        axe.line("value", json.dumps(r["result"].get("value"),
                                     ensure_ascii=False))


def shoot(b, picture):
    size = b.do("Page.getLayoutMetrics")["cssContentSize"]
    shot = b.do("Page.captureScreenshot", captureBeyondViewport=True,
                clip=dict(x=0, y=0, width=size["width"],
                          height=min(size["height"], 6000), scale=1))
    with open(picture, "wb") as f:
        f.write(base64.b64decode(shot["data"]))


def tell(b):
    for e in b.events:
        p = e.get("params", {})
        if e.get("method") == "Page.javascriptDialogOpening":
            axe.line("dialog", p["message"])
        if e.get("method") == "Runtime.exceptionThrown":
            d = p["exceptionDetails"]
            axe.line("error", d.get("exception", {}).get(
                "description", d["text"]))
        if e.get("method") == "Log.entryAdded" and \
                p["entry"]["level"] == "error":
            axe.line("error", p["entry"]["text"], p["entry"].get("url", ""))
        url = p.get("request", {}).get("url", "")
        if url and not url.startswith(("data:", "file:///")):
            axe.line("request", url)


def use(b, page, width, outputs):
    target = b.do("Target.createTarget", url="about:blank")["targetId"]
    b.session = b.do("Target.attachToTarget", targetId=target,
                     flatten=True)["sessionId"]
    for part in ("Page", "Network", "Runtime", "Log"):
        b.do(part + ".enable")
    b.do("Emulation.setDeviceMetricsOverride", width=width, height=900,
         deviceScaleFactor=1, mobile=False)
    b.do("Page.navigate", url="file://" + urllib.parse.quote(page))
    b.wait("Page.loadEventFired")
    ask(b, sys.stdin.read().splitlines())
    if outputs:
        shoot(b, outputs[0])
    if outputs[1:]:
        paper = b.do("Page.printToPDF", preferCSSPageSize=True,
                     printBackground=True)
        with open(outputs[1], "wb") as f:
            f.write(base64.b64decode(paper["data"]))
    wide = b.value("document.documentElement.scrollWidth")
    if wide > width:
        axe.line("wide", wide)
    axe.walk(b)
    tell(b)  # before axe-core, which reads the style by itself
    with open(axe.AXE) as f:
        b.do("Runtime.evaluate", expression=f.read())
    found = b.value("axe.run(document).then(r => ({passed: r.passes.length, "
                    "violations: r.violations}))")
    for v in found["violations"]:
        for n in v["nodes"]:
            axe.line("violation", v["id"], v["help"], n["html"][:200])
    axe.line("passed", found["passed"])


def main():
    judges, page, width = sys.argv[1], sys.argv[2], int(sys.argv[3])
    home = tempfile.mkdtemp(prefix="bevara-look.", dir="/tmp")
    b = None
    axe.AXE = judges + "/npm/node_modules/axe-core/axe.min.js"
    try:
        b = axe.Browser(home)
        use(b, os.path.abspath(page), width, sys.argv[4:])
    finally:
        if b:
            b.close()
        shutil.rmtree(home, ignore_errors=True)


main()
