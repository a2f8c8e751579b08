#!/usr/bin/env python3
"""axe.py PAGE.html WIDTH [PICTURE.png] - judge a page in a real browser.

Opens the file in Chromium in a window of that width, as an ordinary user, as
it is: its own content security policy holds.  Prints, a line each and split by
tabs:

	violation  RULE  WHAT  WHERE    of axe-core; the status is then 1
	wide       PIXELS               the page is wider than the window
	request    ADDRESS              it asked for something but itself
	dialog     TEXT                 it opened one
	focus      TAG  ID  TEXT        what the Tab key reaches, in that order
	passed     RULES                how many rules of axe-core held

PICTURE.png becomes what the whole page looks like.
"""
import base64
import fcntl
import json
import os
import pwd
import select
import shutil
import subprocess
import sys
import tempfile
import time

HOME = os.path.dirname(os.path.abspath(__file__))
AXE = HOME + "/npm/node_modules/axe-core/axe.min.js"
CHROMIUM = "/usr/lib/chromium/chromium"
SECONDS = 120
TABS = 300


class Browser:
    def __init__(self, home):
        ask, self.tell = os.pipe()
        self.hear, answer = os.pipe()
        # Well above 3 and 4, so that these can be laid over them.
        ask = fcntl.fcntl(ask, fcntl.F_DUPFD, 20)
        answer = fcntl.fcntl(answer, fcntl.F_DUPFD, 20)
        user = pwd.getpwnam("nobody") if os.getuid() == 0 else None

        def become():
            os.dup2(ask, 3)
            os.dup2(answer, 4)
            if user:
                os.setgroups([])
                os.setgid(user.pw_gid)
                os.setuid(user.pw_uid)

        if user:
            for path in [home] + [os.path.join(home, n)
                                  for n in os.listdir(home)]:
                os.chown(path, user.pw_uid, user.pw_gid)
        self.process = subprocess.Popen(
            [CHROMIUM, "--remote-debugging-pipe", "--headless",
             "--disable-gpu", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-extensions",
             "--disable-component-update", "--disable-breakpad",
             "--password-store=basic", "--disable-dev-shm-usage",
             "--proxy-server=127.0.0.1:9", "--lang=sv-SE",
             "--user-data-dir=" + home + "/profile"],
            preexec_fn=become, pass_fds=(3, 4), cwd=home,
            env={"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(ask)
        os.close(answer)
        self.end = time.monotonic() + SECONDS
        self.held = b""
        self.count = 0
        self.session = None
        self.events = []

    def message(self):
        while b"\0" not in self.held:
            left = self.end - time.monotonic()
            if left <= 0 or not select.select([self.hear], [], [], left)[0]:
                raise SystemExit("axe.py: the browser does not answer")
            got = os.read(self.hear, 1 << 20)
            if not got:
                raise SystemExit("axe.py: the browser has ended")
            self.held += got
        one, self.held = self.held.split(b"\0", 1)
        return json.loads(one)

    def do(self, method, **params):
        self.count += 1
        what = {"id": self.count, "method": method, "params": params}
        if self.session:
            what["sessionId"] = self.session
        left = json.dumps(what).encode() + b"\0"
        while left:
            left = left[os.write(self.tell, left):]
        while True:
            m = self.message()
            if m.get("id") == self.count:
                if "error" in m:
                    raise SystemExit("axe.py: %s: %s" % (method, m["error"]))
                return m["result"]
            self.events.append(m)

    def wait(self, method):
        while not any(e.get("method") == method for e in self.events):
            self.events.append(self.message())

    def value(self, script):
        r = self.do("Runtime.evaluate", expression=script,
                    awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in r:
            raise SystemExit("axe.py: %s" % r["exceptionDetails"])
        return r["result"].get("value")

    def close(self):
        self.process.kill()
        self.process.wait()


def line(*fields):
    print(*(" ".join(str(f).split()) for f in fields), sep="\t")


def press_tab(b):
    for kind in ("rawKeyDown", "keyUp"):
        b.do("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab",
             windowsVirtualKeyCode=9)


def walk(b):
    for _ in range(TABS):
        press_tab(b)
        at = b.value("""(e => !e || e === document.body ? null :
            [e.tagName.toLowerCase(), e.id, (e.value || e.textContent)])
            (document.activeElement)""")
        if not at:
            return
        line("focus", *at)


def judge(b, page, width, picture):
    target = b.do("Target.createTarget", url="about:blank")["targetId"]
    b.session = b.do("Target.attachToTarget", targetId=target,
                     flatten=True)["sessionId"]
    b.do("Page.enable")
    b.do("Network.enable")
    b.do("Emulation.setDeviceMetricsOverride", width=width, height=900,
         deviceScaleFactor=1, mobile=False)
    b.do("Page.navigate", url="file://" + page)
    b.wait("Page.loadEventFired")
    if picture:
        size = b.do("Page.getLayoutMetrics")["cssContentSize"]
        shot = b.do("Page.captureScreenshot", captureBeyondViewport=True,
                    clip=dict(x=0, y=0, width=size["width"],
                              height=size["height"], scale=1))
        with open(picture, "wb") as f:
            f.write(base64.b64decode(shot["data"]))
    wide = b.value("document.documentElement.scrollWidth")
    if wide > width:
        line("wide", wide)
    walk(b)
    with open(AXE) as f:
        b.do("Runtime.evaluate", expression=f.read())
    found = b.value("axe.run(document).then(r => ({passed: r.passes.length, "
                    "violations: r.violations}))")
    for v in found["violations"]:
        for n in v["nodes"]:
            line("violation", v["id"], v["help"], n["html"][:200])
    for e in b.events:
        url = e.get("params", {}).get("request", {}).get("url", "")
        if url and not url.startswith(("data:", "file://" + page)):
            line("request", url)
        if e.get("method") == "Page.javascriptDialogOpening":
            line("dialog", e["params"]["message"])
    line("passed", found["passed"])
    return 1 if found["violations"] else 0


def main():
    home = tempfile.mkdtemp(prefix="bevara-axe.", dir="/tmp")
    b = None
    try:
        page = home + "/page.html"
        shutil.copyfile(sys.argv[1], page)
        b = Browser(home)
        return judge(b, page, int(sys.argv[2]),
                     sys.argv[3] if len(sys.argv) > 3 else None)
    finally:
        if b:
            b.close()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
