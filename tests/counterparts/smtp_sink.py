#!/usr/bin/python3
# A mail server for tests: keeps what it is given as files, and refuses what it is told to refuse.
"""usage: smtp_sink.py FOLDER [--port N] [--tls starttls|implicit --cert F --key F]
                     [--user NAME --password WORD]

Prints "listening on PORT" and then, for every mail it takes, its file. A mail is FOLDER/N.eml as it
came, and FOLDER/N.json with the envelope. The receiver's local part tells how it behaves:
refuse@ 550, later@ 451 the first time and then taken, full@ 552 after the data, slow@ no answer
for a minute. It runs on Debian's python3-aiosmtpd until it is ended."""
import argparse
import asyncio
import json
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


class Sink:
    """Takes mails into a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        self.put_off = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.partition("@")[0]
        if name == "refuse":
            return "550 5.1.1 no such mailbox"
        if name == "later" and address not in self.put_off:
            self.put_off.add(address)
            return "451 4.7.1 greylisted, come again"
        if name == "slow":
            await asyncio.sleep(60)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(to.startswith("full@") for to in envelope.rcpt_tos):
            return "552 5.2.2 mailbox full"
        self.count += 1
        about = {"from": envelope.mail_from, "to": envelope.rcpt_tos,
                 "tls": session.ssl is not None, "user": session.auth_data or ""}
        draft = self.folder / f"{self.count}.new"
        draft.write_bytes(envelope.original_content)
        (self.folder / f"{self.count}.json").write_text(json.dumps(about))
        draft.rename(self.folder / f"{self.count}.eml")
        print(f"took {self.count}.eml", flush=True)
        return "250 2.0.0 taken"


def authenticator(user, password):
    def check(server, session, envelope, mechanism, data):
        right = data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=right, handled=False, auth_data=user if right else None)
    return check


def tls_context(arguments):
    if not arguments.tls:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(arguments.cert, arguments.key)
    return context


async def serve(arguments):
    folder = pathlib.Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    sink = Sink(folder)
    context = tls_context(arguments)
    start = context if arguments.tls == "starttls" else None

    def protocol():
        options = {"enable_SMTPUTF8": False, "timeout": 90}
        if start:
            options.update(tls_context=start, require_starttls=True)
        if arguments.user:
            check = authenticator(arguments.user, arguments.password)
            # aiosmtpd knows TLS only by STARTTLS; from the first byte on it needs no telling.
            options.update(authenticator=check, auth_required=True,
                           auth_require_tls=start is not None)
        return SMTP(sink, hostname="sink.example", **options)

    wrapped = context if arguments.tls == "implicit" else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", arguments.port, ssl=wrapped)
    print(f"listening on {server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls", choices=["starttls", "implicit"])
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password", default="")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
