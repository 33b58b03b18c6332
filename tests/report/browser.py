# SPDX-License-Identifier: Apache-2.0
"""A headless Chromium, driven through chromedriver by the WebDriver protocol (JSON over HTTP)."""
import base64
import json
import shutil
import subprocess
import tempfile
import urllib.request

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# What WebDriver calls a key.
KEYS = {"Tab": "\ue004", "Down": "\ue015", "Up": "\ue013", "Home": "\ue011", "End": "\ue010",
        "Escape": "\ue00c"}


def programs():
    """Paths of chromedriver and the browser; None if one is not installed."""
    driver = shutil.which("chromedriver")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    return (driver, browser) if driver and browser else None


class Browser:
    """For `with`: a window with a profile of its own, which is deleted after."""

    def __init__(self, driver, browser):
        # The browser may still write to it when its driver has ended.
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.process = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)
        self.session = None
        try:
            self.server = self._server()
            options = {"binary": browser, "args": FLAGS + ["--user-data-dir=" + self.profile.name]}
            made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": {
                "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}})
            self.session = "/session/" + made["sessionId"]
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.session:
            self._call("DELETE", self.session)
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.profile.cleanup()

    def _server(self):
        said = []
        for line in self.process.stdout:
            said.append(line)
            if "started successfully on port" in line:
                return f"http://127.0.0.1:{int(line.rstrip().rstrip('.').split()[-1])}"
        raise RuntimeError("chromedriver did not start: " + "".join(said))

    def _call(self, method, path, body=None):
        request = urllib.request.Request(
            self.server + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def _post(self, path, **body):
        return self._call("POST", self.session + path, body)

    def _devtools(self, command, **parameters):
        return self._post("/goog/cdp/execute", cmd=command, params=parameters)

    def look_as(self, width, scheme, height=900):
        """Width of the window in CSS pixels; "light" or "dark"."""
        self._devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                       deviceScaleFactor=1, mobile=width < 500)
        self._devtools("Emulation.setEmulatedMedia",
                       features=[{"name": "prefers-color-scheme", "value": scheme}])

    def open(self, path):
        self._post("/url", url=path.resolve().as_uri())

    def run(self, script, *arguments):
        """The result of a function's body."""
        return self._post("/execute/sync", script=script, args=list(arguments))

    def press(self, key):
        text = KEYS[key]
        self._post("/actions", actions=[{"type": "key", "id": "keys", "actions": [
            {"type": "keyDown", "value": text}, {"type": "keyUp", "value": text}]}])

    def log(self):
        """What the console got since the last call."""
        return [f"{entry['level']}: {entry['message']}"
                for entry in self._post("/se/log", type="browser")]

    def picture(self, width, height):
        """The page from its top, as PNG."""
        shot = self._devtools("Page.captureScreenshot", format="png", captureBeyondViewport=True,
                              clip={"x": 0, "y": 0, "width": width, "height": height, "scale": 1})
        return base64.b64decode(shot["data"])
