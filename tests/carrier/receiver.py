"""The customer's side of the webhooks: collects them, checks their signature, answers with prepared TwiML."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator

from tests.patience import PATIENCE


@dataclass(frozen=True)
class Webhook:
    """One request that arrived, whatever it said."""

    path: str
    params: dict[str, str]
    token: str
    is_signed: bool

    @property
    def state(self) -> str:
        names = ("StatusCallbackEvent", "MessageStatus", "CallStatus", "AnsweredBy", "SmsStatus")
        return next((self.params[name] for name in names if name in self.params), "")


class Receiver:
    """A small web server in a thread."""

    def __init__(self, auth_token: str) -> None:
        self._validator = RequestValidator(auth_token)
        self._arrived = threading.Condition()
        self.webhooks: list[Webhook] = []
        self.answers: dict[str, list[tuple[int, str]]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._doorman())
        self._server.daemon_threads = True
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def url(self, path: str) -> str:
        return self.base_url + path

    def answer(self, path: str, *bodies: str | int) -> None:
        """Prepare answers: TwiML or a bare status each; the last one is repeated."""
        self.answers[path] = [(200, one) if isinstance(one, str) else (one, "") for one in bodies]

    def wait_for(self, is_complete: Callable[[list[Webhook]], object]) -> list[Webhook]:
        """Wait until the webhooks so far satisfy the condition; the test fails if they never do."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: is_complete(self.webhooks), PATIENCE):
                raise AssertionError(f"arrived only: {[(one.path, one.state) for one in self.webhooks]}")
            return list(self.webhooks)

    def wait_for_states(self, path: str, *states: str) -> list[Webhook]:
        """Wait until every one of these states has been reported to the path; those reports in that order."""

        def found(webhooks: list[Webhook]) -> dict[str, Webhook]:
            return {one.state: one for one in reversed(webhooks) if one.path == path}

        arrived = found(self.wait_for(lambda webhooks: set(states) <= set(found(webhooks))))
        return [arrived[state] for state in states]

    def forget(self) -> None:
        with self._arrived:
            self.webhooks.clear()
            self.answers.clear()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _take(self, path: str, body: str, signature: str, token: str) -> tuple[int, str]:
        params = dict(parse_qsl(body, keep_blank_values=True))
        is_signed = self._validator.validate(self.base_url + path, params, signature)
        with self._arrived:
            self.webhooks.append(Webhook(path, params, token, is_signed))
            self._arrived.notify_all()
            prepared = self.answers.get(path, [(204, "")])
            return prepared.pop(0) if len(prepared) > 1 else prepared[0]

    def _doorman(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Doorman(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                signature = self.headers["X-Twilio-Signature"]
                token = self.headers["I-Twilio-Idempotency-Token"]
                status, text = receiver._take(self.path, body, signature, token)
                self.send_response(status)
                if status != 204:
                    self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None:
                """Keep the test's output quiet."""

        return Doorman
