# What all HTTP counterparts share: a server of one thread a request, idempotency, and control.
"""A counterpart knows one service's documented fields and nothing of Satchel. Its control path,
POST /control {"mode": ..., "times": N}, makes the next N service requests fail: "slow" answers
after a minute, "refuse" and "fail" with the service's own refusal and 500, "garbage" with no JSON,
"huge" with 2 MB, "redirect" with a redirection. GET /control lists what was asked so far. With
"events": {"url": ..., "secret": ..., "at": seconds} a service that sends events sends them there. A
service may have pages for people, below /pages/; they are no requests of Satchel's."""
import hashlib
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class State:
    """What the counterpart remembers; one lock for all of it."""

    def __init__(self):
        self.lock = threading.Lock()
        self.mode = ""
        self.times = 0
        self.requests = []
        self.events = None
        self.answers = {}  # By idempotency key: digest of the request, status, answer.

    def next_mode(self):
        with self.lock:
            if self.times <= 0:
                return ""
            self.times -= 1
            return self.mode


class Refusal(Exception):
    """A refusal in the service's own words."""

    def __init__(self, status, body):
        super().__init__(status)
        self.status = status
        self.body = body


class Handler(BaseHTTPRequestHandler):
    """Answers control requests, misbehaves when told to, else asks the service."""

    protocol_version = "HTTP/1.1"
    state = None
    service = None

    def log_message(self, *arguments):
        pass

    def read_body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def reply(self, status, body, content_type="application/json", headers=()):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def control(self, body):
        state = self.state
        if self.command == "POST":
            wanted = json.loads(body)
            with state.lock:
                state.mode, state.times = wanted.get("mode", ""), wanted.get("times", 1)
                state.events = wanted.get("events", state.events)
            return self.reply(200, {})
        with state.lock:
            return self.reply(200, {"requests": list(state.requests)})

    def misbehave(self, mode):
        """Answers as told; False when the service is to answer."""
        if mode == "slow":
            time.sleep(60)
        elif mode == "fail":
            self.reply(500, b"<h1>Internal Server Error</h1>", "text/html")
        elif mode == "garbage":
            self.reply(200, b"]]not json[[")
        elif mode == "huge":
            self.reply(200, b"x" * 2_000_000)
        elif mode == "redirect":
            self.reply(302, {}, headers=[("Location", "http://127.0.0.1:1/")])
        elif mode == "refuse":
            refusal = self.service.refusal()
            self.reply(refusal.status, refusal.body)
        elif mode == "lost":
            return False
        return mode != ""

    def handle_any(self):
        body = self.read_body()
        if self.path == "/control":
            return self.control(body)
        if self.path.startswith("/pages/"):
            status, page, headers = self.service.page(self, body)
            return self.reply(status, page.encode(), "text/html; charset=utf-8", headers)
        mode = self.state.next_mode()
        if self.misbehave(mode):
            return None
        try:
            status, answer = self.once(body)
        except Refusal as refusal:
            status, answer = refusal.status, refusal.body
        if mode == "lost":  # Done, but the answer never arrives.
            self.close_connection = True
            return None
        return self.reply(status, answer)

    def once(self, body):
        """The service's answer, the first one again under a key that is known."""
        key = self.headers.get("Idempotency-Key")
        digest = hashlib.sha256(self.path.encode() + b"\n" + body).hexdigest()
        with self.state.lock:
            known = self.state.answers.get(key) if key else None
            if known and known[0] != digest:
                raise self.service.key_reused()
            if known:
                return known[1], known[2]
            status, answer = self.service.answer(self.command, self.path, self.headers, body)
            self.state.requests.append({"path": self.path, "key": key or "",
                                        "body": body.decode("utf-8", "replace")})
            if key:
                self.state.answers[key] = (digest, status, answer)
            return status, answer

    do_GET = do_POST = do_DELETE = handle_any


def check_fields(given, allowed, required, path=""):
    """The first thing that is wrong with an object's fields, or nothing. `allowed` names a type, or
    the fields of an object."""
    if not isinstance(given, dict):
        return f"{path or 'the document'} must be an object"
    for name in required:
        if name not in given:
            return f"{path}{name} is missing"
    for name, value in given.items():
        kind = allowed.get(name)
        if kind is None:
            return f"{path}{name} is unknown"
        if isinstance(kind, dict):
            problem = check_fields(value, kind, (), f"{path}{name}.")
            if problem:
                return problem
        elif isinstance(value, bool) != (kind is bool) or not isinstance(value, kind):
            return f"{path}{name} has the wrong type"
    return None


def serve(service, port=0):
    handler = type("Counterpart", (Handler,), {"state": State(), "service": service})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    print(f"listening on {server.server_address[1]}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)
