"""Sends with Python's standard library, repeats safely, and reads an unknown outcome. See README.md."""

import http.client
import json
import os
import time
import urllib.error
import urllib.request
import uuid

URL = os.environ.get("GATEWAY_URL", "http://127.0.0.1:3000")
KEY = os.environ.get("GATEWAY_API_KEY")


def ask(path, body=None, headers=None):
    """Makes one request. Returns the answer and its Retry-After, or None without a complete answer of the gateway."""
    request = urllib.request.Request(URL + path, data=body, headers=headers or {})
    if KEY:
        request.add_header("Authorization", f"Bearer {KEY}")
    try:
        with urllib.request.urlopen(request, timeout=45) as answer:
            return read(answer)
    except urllib.error.HTTPError as problem:
        return read(problem)
    except (OSError, http.client.HTTPException, ValueError):
        return None


def read(answer):
    if answer.headers.get_content_type() not in ("application/json", "application/problem+json"):
        return None
    try:
        return json.loads(answer.read()), answer.headers.get("Retry-After")
    except (OSError, http.client.HTTPException, ValueError):
        return None


def is_worth_repeating(body, retry_after):
    """The same key would only get the same answer if no recipient was left out."""
    recipients = body.get("recipients")
    left_out = recipients is None or any(one["outcome"] == "not-attempted" for one in recipients)
    return retry_after is not None and left_out


def require_recipients(body):
    """An answer that names the recipients. A problem without them, for example 401, ends the program."""
    if "recipients" not in body:
        raise SystemExit(f"{body['code']}: {body['title']}")
    return body


def send(message):
    """Posts a message until it is answered. The key stays the same, so nothing is sent twice."""
    body = json.dumps(message).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
    for _ in range(10):
        answer = ask("/messages", body, headers)
        if answer is not None and not is_worth_repeating(*answer):
            return require_recipients(answer[0])
        time.sleep(1 if answer is None else int(answer[1]))
    raise SystemExit("no answer: repeat the request later, under the same key")


for recipient in send({"to": ["+213550000001"], "from": "ACME", "text": "Sent with Python"})["recipients"]:
    print(recipient["to"], recipient["outcome"])

# The sandbox reads this message and breaks the connection, so nobody knows whether it was sent.
unknown = send({"to": ["+99910000101"], "from": "ACME", "text": "Sent with Python"})
for recipient in unknown["recipients"]:
    print(recipient["to"], recipient["outcome"])

known = ask(f"/messages/{unknown['id']}")
if known is None:
    raise SystemExit("no answer")
message = require_recipients(known[0])
attempts = message["recipients"][0]["attempts"]
print(f"{message['status']} after {len(attempts)} attempt: do not send it again")
