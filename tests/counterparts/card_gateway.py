#!/usr/bin/python3
# A card gateway for tests: the part of Stripe's API that takes and gives back money.
"""usage: card_gateway.py SECRET_KEY [--port N]

The token's last word says what happens: pm_card_visa is paid, pm_card_declined is declined,
pm_card_processing is paid later. A checkout's page takes a card number: 4242424242424242 is paid,
any other is declined; then the event goes to where POST /control says."""
import hashlib
import hmac
import html
import json
import re
import sys
import time
import urllib.request
from urllib.parse import parse_qsl

from service_http import Refusal, serve

INTENT_FIELDS = {"amount", "currency", "confirm", "payment_method", "payment_method_types[]",
                 "payment_method_data[type]", "payment_method_data[card][token]", "description"}
CHECKOUT_FIELDS = {"mode", "success_url", "cancel_url", "client_reference_id", "customer_email",
                   "payment_method_types[0]", "line_items[0][quantity]",
                   "line_items[0][price_data][currency]", "line_items[0][price_data][unit_amount]",
                   "line_items[0][price_data][product_data][name]"}
REFUND_FIELDS = {"payment_intent", "amount", "reason"}
METADATA = re.compile(r"metadata\[[a-z_]{1,40}\]")


def error(status, kind, message, **more):
    return Refusal(status, {"error": {"type": kind, "message": message, **more}})


def invalid(message, param):
    return error(400, "invalid_request_error", message, param=param)


class CardGateway:
    """Payment intents and their refunds."""

    def __init__(self, secret_key):
        self.secret_key = secret_key
        self.intents = {}
        self.refunds = {}
        self.sessions = {}

    def refusal(self):
        return error(400, "invalid_request_error", "You told me to refuse.")

    def key_reused(self):
        return error(400, "idempotency_error",
                     "Keys for idempotent requests can only be used with the same parameters.")

    def answer(self, method, path, headers, body):
        if headers.get("Authorization") != f"Bearer {self.secret_key}":
            raise error(401, "invalid_request_error", "Invalid API Key provided.")
        if method == "GET" and path.startswith("/v1/payment_intents/"):
            return 200, self.find(path.rpartition("/")[2])
        if method == "GET" and path.startswith("/v1/checkout/sessions/"):
            return 200, self.session(path.rpartition("/")[2])
        acts = {"/v1/payment_intents": self.intend, "/v1/refunds": self.refund,
                "/v1/checkout/sessions": lambda fields: self.check_out(fields, headers["Host"])}
        if method != "POST" or path not in acts:
            raise error(404, "invalid_request_error", f"Unrecognized request URL ({path}).")
        return 200, acts[path](self.fields(headers, body))

    def fields(self, headers, body):
        if headers.get("Content-Type") != "application/x-www-form-urlencoded":
            raise invalid("The body must be a form.", "")
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=True)
        fields = dict(pairs)
        if len(fields) != len(pairs):
            raise invalid("A parameter was given twice.", "")
        return fields

    def known(self, fields, allowed):
        for name in fields:
            if name not in allowed and not METADATA.fullmatch(name):
                raise invalid(f"Received unknown parameter: {name}", name)

    def amount(self, fields):
        if not re.fullmatch(r"[1-9][0-9]{0,7}", fields.get("amount", "")):
            raise invalid("Invalid integer: amount", "amount")
        return int(fields["amount"])

    def find(self, intent_id):
        if intent_id not in self.intents:
            raise error(404, "invalid_request_error", f"No such payment_intent: '{intent_id}'",
                        code="resource_missing")
        return self.intents[intent_id]

    def token(self, fields):
        if "payment_method" in fields:
            token = fields["payment_method"]
            wanted = token.startswith("pm_")
        else:
            token = fields.get("payment_method_data[card][token]", "")
            wanted = fields.get("payment_method_data[type]") == "card" and token.startswith("tok_")
        if not wanted:
            raise invalid(f"No such PaymentMethod: '{token}'", "payment_method")
        return token

    def intend(self, fields):
        self.known(fields, INTENT_FIELDS)
        amount = self.amount(fields)
        if not re.fullmatch(r"[a-z]{3}", fields.get("currency", "")):
            raise invalid("Invalid currency", "currency")
        if fields.get("confirm") not in ("true", "false"):
            raise invalid("Invalid boolean: confirm", "confirm")
        if fields.get("payment_method_types[]", "card") != "card":
            raise invalid("Unknown payment method type", "payment_method_types")
        token = self.token(fields)
        if token.endswith("declined"):
            raise error(402, "card_error", "Your card was declined.", code="card_declined",
                        decline_code="generic_decline")
        intent_id = f"pi_{len(self.intents) + 1}"
        status = "processing" if token.endswith("processing") else "succeeded"
        self.intents[intent_id] = {
            "id": intent_id, "object": "payment_intent", "amount": amount,
            "amount_received": amount if status == "succeeded" else 0,
            "currency": fields["currency"], "status": status, "livemode": False,
            "metadata": {name[9:-1]: value for name, value in fields.items()
                         if METADATA.fullmatch(name)}}
        return self.intents[intent_id]

    def session(self, session_id):
        if session_id not in self.sessions:
            raise error(404, "invalid_request_error", f"No such checkout.session: {session_id}",
                        code="resource_missing")
        return self.sessions[session_id]

    def check_out(self, fields, host):
        self.known(fields, CHECKOUT_FIELDS)
        if fields.get("mode") != "payment":
            raise invalid("mode must be payment here", "mode")
        for name in ("success_url", "cancel_url"):
            if not fields.get(name, "").startswith(("http://", "https://")):
                raise invalid("Not a valid URL", name)
        if fields.get("line_items[0][quantity]") != "1":
            raise invalid("Invalid integer: quantity", "line_items[0][quantity]")
        if not fields.get("line_items[0][price_data][product_data][name]"):
            raise invalid("Missing required param", "line_items[0][price_data][product_data][name]")
        currency = fields.get("line_items[0][price_data][currency]", "")
        if not re.fullmatch(r"[a-z]{3}", currency):
            raise invalid("Invalid currency", "line_items[0][price_data][currency]")
        amount = self.amount({"amount": fields.get("line_items[0][price_data][unit_amount]", "")})
        session_id = f"cs_test_{len(self.sessions) + 1}"
        self.sessions[session_id] = {
            "id": session_id, "object": "checkout.session", "amount_subtotal": amount,
            "amount_total": amount, "automatic_tax": {"enabled": False, "status": None},
            "client_reference_id": fields.get("client_reference_id"), "currency": currency,
            "livemode": False, "metadata": {}, "mode": "payment", "payment_intent": None,
            "payment_status": "unpaid", "status": "open", "success_url": fields["success_url"],
            "cancel_url": fields["cancel_url"], "url": f"http://{host}/pages/{session_id}"}
        return self.sessions[session_id]

    def page(self, handler, body):
        """The page on which the customer types his card; a paid one sends him back."""
        session = self.sessions.get(handler.path.rpartition("/")[2])
        if session is None or session["status"] != "open":
            return 404, "<p>There is nothing to pay here.</p>", ()
        if handler.command == "GET":
            return 200, self.card_form(session, ""), ()
        if dict(parse_qsl(body.decode())).get("number") != "4242424242424242":
            return 402, self.card_form(session, "Your card was declined."), ()
        intent_id = f"pi_{len(self.intents) + 1}"
        self.intents[intent_id] = {
            "id": intent_id, "object": "payment_intent", "amount": session["amount_total"],
            "amount_received": session["amount_total"], "currency": session["currency"],
            "status": "succeeded", "livemode": False, "metadata": {}}
        session.update(payment_intent=intent_id, payment_status="paid", status="complete", url=None)
        self.tell("checkout.session.completed", session, handler.state.events)
        return 303, "", (("Location", session["success_url"]),)

    def card_form(self, session, problem):
        return ("<!doctype html><html lang=\"en\"><title>Pay</title>"
                f"<h1>Pay {session['amount_total']} {session['currency']}</h1>"
                f"<p role=\"alert\">{problem}</p><form method=\"post\">"
                "<label>Card number <input name=\"number\"></label>"
                "<button>Pay now</button></form>"
                f"<a href=\"{html.escape(session['cancel_url'])}\">Back</a>")

    def tell(self, kind, session, events):
        if not events:
            return
        payload = json.dumps({
            "id": f"evt_{session['id']}", "object": "event", "api_version": "2024-06-20",
            "created": int(time.time()), "livemode": False, "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None}, "type": kind,
            "data": {"object": session}}).encode()
        stamp = str(events.get("at") or int(time.time()))
        mac = hmac.new(events["secret"].encode(), stamp.encode() + b"." + payload, hashlib.sha256)
        request = urllib.request.Request(events["url"], payload, {
            "Content-Type": "application/json; charset=utf-8", "User-Agent": "Stripe/1.0",
            "Stripe-Signature": f"t={stamp},v1={mac.hexdigest()}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            answer.read()

    def refund(self, fields):
        self.known(fields, REFUND_FIELDS)
        intent = self.find(fields.get("payment_intent", ""))
        amount = self.amount(fields)
        refunded = sum(each["amount"] for each in self.refunds.values()
                       if each["payment_intent"] == intent["id"])
        if refunded + amount > intent["amount_received"]:
            raise invalid("Refund amount is greater than the unrefunded amount.", "amount")
        refund_id = f"re_{len(self.refunds) + 1}"
        self.refunds[refund_id] = {
            "id": refund_id, "object": "refund", "amount": amount, "currency": intent["currency"],
            "payment_intent": intent["id"], "status": "succeeded"}
        return self.refunds[refund_id]


if __name__ == "__main__":
    serve(CardGateway(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
