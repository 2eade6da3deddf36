#!/usr/bin/python3
# A fraud checker for tests: minFraud Score with its documented fields.
"""usage: fraud_checker.py ACCOUNT_ID LICENSE_KEY [--port N]

The score is 87.5 for an e-mail domain that begins with "risky", else 0.35."""
import base64
import json
import re
import sys

from service_http import Refusal, check_fields, serve

NUMBER = (int, float)
FIELDS = {
    "device": {"ip_address": str, "user_agent": str, "accept_language": str, "session_id": str},
    "event": {"transaction_id": str, "shop_id": str, "time": str, "type": str},
    "account": {"user_id": str, "username_md5": str},
    "email": {"address": str, "domain": str},
    "billing": {"first_name": str, "last_name": str, "company": str, "address": str,
                "address_2": str, "city": str, "region": str, "country": str, "postal": str,
                "phone_number": str, "phone_country_code": str},
    "payment": {"processor": str, "was_authorized": bool, "decline_code": str},
    "order": {"amount": NUMBER, "currency": str, "discount_code": str, "is_gift": bool,
              "has_gift_message": bool, "affiliate_id": str, "subaffiliate_id": str,
              "referrer_uri": str},
    "shopping_cart": list,
}
# What a purchase has to be scored by: without it the score would say nothing.
REQUIRED = ("event", "account", "email", "billing", "order")
EVENTS = {"account_creation", "account_login", "email_change", "password_reset", "payout_change",
          "purchase", "recurring_purchase", "referral", "survey"}
# What a field's value looks like.
SHAPES = {("billing", "country"): r"[A-Z]{2}", ("order", "currency"): r"[A-Z]{3}",
          ("event", "time"): r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
          ("device", "ip_address"): r"[0-9a-fA-F.:]+", ("email", "address"): r"[^@ ]+@[^@ ]+"}
CART = {"category": str, "item_id": str, "quantity": int, "price": NUMBER}


def refuse(status, code, message):
    return Refusal(status, {"code": code, "error": message})


def check_shapes(question):
    """The first value that is not what its field holds, or nothing."""
    for (group, field), shape in SHAPES.items():
        value = question.get(group, {}).get(field)
        if value is not None and not re.fullmatch(shape, value):
            return f"{group}.{field} is not valid"
    if question["event"].get("type") not in EVENTS:
        return "event.type is not valid"
    if "amount" not in question["order"] or not 0 <= question["order"]["amount"] <= 1e14:
        return "order.amount is not valid"
    return None


class FraudChecker:
    """Scores orders."""

    def __init__(self, account_id, license_key):
        pair = base64.b64encode(f"{account_id}:{license_key}".encode()).decode()
        self.authorization = f"Basic {pair}"
        self.count = 0

    def refusal(self):
        return refuse(402, "INSUFFICIENT_FUNDS", "The account is out of funds.")

    def key_reused(self):
        return refuse(400, "REQUEST_INVALID", "This service knows no keys.")

    def answer(self, method, path, headers, body):
        if (method, path) != ("POST", "/minfraud/v2.0/score"):
            raise refuse(404, "PATH_NOT_FOUND", "There is nothing here.")
        if headers.get("Authorization") != self.authorization:
            raise refuse(401, "AUTHORIZATION_INVALID", "Your account ID or license key is wrong.")
        if headers.get("Content-Type") != "application/json":
            raise refuse(415, "MEDIA_TYPE_UNSUPPORTED", "Send JSON.")
        question = self.question(body)
        self.count += 1
        risky = question.get("email", {}).get("domain", "").startswith("risky")
        warnings = []
        if "ip_address" not in question.get("device", {}):
            warnings.append({"code": "IP_ADDRESS_NOT_FOUND", "input_pointer": "/device/ip_address",
                             "warning": "The IP address was not given."})
        return 200, {"id": f"5bc5d6c2-b2c8-40af-87f4-{self.count:012d}",
                     "risk_score": 87.5 if risky else 0.35, "funds_remaining": 25.06,
                     "queries_remaining": 4000, "ip_address": {"risk": 0.01},
                     "disposition": {"action": "accept", "reason": "default"},
                     "warnings": warnings}

    def question(self, body):
        try:
            question = json.loads(body)
        except ValueError:
            raise refuse(400, "JSON_INVALID", "The body is no JSON.") from None
        problem = check_fields(question, FIELDS, REQUIRED) or check_shapes(question)
        for index, item in enumerate(question.get("shopping_cart", []) if not problem else []):
            problem = problem or check_fields(item, CART, (), f"shopping_cart.{index}.")
        if problem:
            raise refuse(400, "REQUEST_INVALID", problem)
        return question


if __name__ == "__main__":
    serve(FraudChecker(sys.argv[1], sys.argv[2]), int(sys.argv[4]) if len(sys.argv) > 4 else 0)
