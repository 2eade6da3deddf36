#!/usr/bin/python3
# A card gateway for tests: the part of Stripe's API that takes and gives back money.
"""usage: card_gateway.py SECRET_KEY [--port N]

The token's last word says what happens: pm_card_visa is paid, pm_card_declined is declined,
pm_card_processing is paid later."""
import re
import sys
from urllib.parse import parse_qsl

from service_http import Refusal, serve

INTENT_FIELDS = {"amount", "currency", "confirm", "payment_method", "payment_method_types[]",
                 "payment_method_data[type]", "payment_method_data[card][token]", "description"}
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
        if method != "POST" or path not in ("/v1/payment_intents", "/v1/refunds"):
            raise error(404, "invalid_request_error", f"Unrecognized request URL ({path}).")
        fields = self.fields(headers, body)
        return 200, self.intend(fields) if path.endswith("intents") else self.refund(fields)

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
