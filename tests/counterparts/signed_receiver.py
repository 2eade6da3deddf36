#!/usr/bin/python3
# A receiver of signed requests for tests: provisioning system, registrar, or plain webhooks.
"""usage: signed_receiver.py services|webhooks SECRET [--port N]

Checks the headers of Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature) before
anything else. "services" makes one thing for each new key of create or register."""
import base64
import hashlib
import hmac
import json
import sys
import time

from service_http import Refusal, check_fields, serve

SERVICE = {"act": str, "remote_id": str, "order_id": str, "item_id": str, "product": str,
           "quantity": int, "server": str, "username": str, "password": str, "domain": str,
           "customer_name": str, "customer_email": str}
EVENT = {"type": str, "timestamp": str, "data": dict}
MONEY = {"minor": int, "currency": str}
ORDER = {"id": str, "number": int, "account_id": str, "ordered_on": str, "lifecycle": str,
         "payment": str, "one_time": MONEY, "recurring": MONEY}
# What the table of docs/providers.md says that an event of each type tells.
DATA = {"order.placed": ORDER, "order.accepted": ORDER,
        "invoice.posted": {"id": str, "number": int, "account_id": str, "account_number": int,
                           "order_id": str, "invoice_date": str, "due_date": str, "total": MONEY},
        "payment.received": {"id": str, "account_id": str, "order_id": str, "method": str,
                             "amount": MONEY, "taken_on": str}}
MAKERS = {"create": ("item_id",), "register": ("item_id", "domain")}
OTHERS = {"suspend", "terminate", "renew"}


def refuse(status, message):
    return Refusal(status, {"error": message})


def check_signature(secret, headers, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    name, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not name or not stamp.isdigit():
        raise refuse(401, "webhook-id or webhook-timestamp is missing")
    text = f"{name}.{stamp}.".encode() + body
    right = "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    if not any(hmac.compare_digest(right, each) for each in given):
        raise refuse(401, "the signature is wrong")


class Services:
    """Makes services and domains, once a key."""

    def __init__(self, secret):
        self.secret = secret
        self.made = {}

    def refusal(self):
        return refuse(422, "this server is full")

    def key_reused(self):
        return refuse(422, "the idempotency key belongs to another request")

    def answer(self, method, path, headers, body):
        check_signature(self.secret, headers, body)
        if method != "POST" or not headers.get("Idempotency-Key"):
            raise refuse(400, "only keyed POST requests are taken")
        request = json.loads(body)
        problem = check_fields(request, SERVICE, ("act", "quantity"))
        act = request.get("act")
        if not problem and act not in MAKERS and act not in OTHERS:
            problem = f"act {act} is unknown"
        if not problem:
            needed = MAKERS.get(act, ("remote_id",))
            problem = check_fields(request, SERVICE, needed)
        if problem:
            raise refuse(400, problem)
        if act in MAKERS:
            remote_id = f"{act}-{len(self.made) + 1}"
            self.made[remote_id] = "active"
        else:
            remote_id = request["remote_id"]
            if remote_id not in self.made:
                raise refuse(404, f"{remote_id} is unknown")
            self.made[remote_id] = act
        return 200, {"remote_id": remote_id}


class Webhooks:
    """Takes events."""

    def __init__(self, secret):
        self.secret = secret

    def refusal(self):
        return refuse(410, "gone")

    def key_reused(self):
        return refuse(422, "webhooks have no keys")

    def answer(self, method, path, headers, body):
        check_signature(self.secret, headers, body)
        if abs(time.time() - int(headers["webhook-timestamp"])) > 10 ** 9:
            raise refuse(401, "the timestamp is no instant of this age")
        event = json.loads(body)
        told = DATA.get(event.get("type"), {}) if isinstance(event, dict) else {}
        problem = check_fields(event, EVENT, tuple(EVENT)) or \
            check_fields(event["data"], told, tuple(told), "data.")
        if problem:
            raise refuse(400, problem)
        return 200, {}


if __name__ == "__main__":
    kind = {"services": Services, "webhooks": Webhooks}[sys.argv[1]]
    serve(kind(sys.argv[2]), int(sys.argv[4]) if len(sys.argv) > 4 else 0)
