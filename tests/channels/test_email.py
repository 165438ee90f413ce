"""E-mail against a real SMTP server on loopback: what is said of each ending is what happened."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.channels import email
from otklik.channels.message import Link, Message, SendResult
from otklik.domain.errors import DomainError
from tests.channels.mail_server import Manners, mail_server

AT = datetime(2026, 3, 19, 8, 2, 5, tzinfo=UTC)
LETTER = Message(
    key="5f0c1e2d3b4a59687786950413223140",
    to="anna@buyer.example",
    subject="Заказ 48175 принят: позвоним сегодня до\u00a012:02",
    text="Позвоним вам сегодня до 12:02.\n.строка с точки\nhttps://desk.example/s/abc",
    html='<p lang="ru">Позвоним вам сегодня до 12:02.</p>',
    locale="ru",
    at=AT,
    links=(Link("status", "Следить за заказом", "https://desk.example/s/abc"),),
)
MESSAGE_ID = f"<{LETTER.key}@shop.example>"
ACCEPTED = SendResult("accepted", provider_id=MESSAGE_ID)


def send(server, message=LETTER, **options):
    return email.send(message, email.parse_settings(server.url(**options)))


def part(letter, kind):
    return letter.get_body((kind,)).get_content().splitlines()


def test_a_letter_arrives_whole_in_both_parts():
    with mail_server() as server:
        assert send(server, name="Топотушки") == ACCEPTED
        (letter,), (envelope,) = server.parsed(), server.letters
    assert (envelope.mail_from, envelope.rcpt_tos) == ("desk@shop.example", ["anna@buyer.example"])
    assert letter["From"].addresses[0].display_name == "Топотушки"
    assert letter["To"] == "anna@buyer.example"
    assert letter["Subject"] == LETTER.subject
    assert letter["Date"].datetime == AT
    assert letter["Message-ID"] == MESSAGE_ID
    assert letter["X-Otklik-Key"] == LETTER.key
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "ru"
    assert part(letter, "plain") == LETTER.text.splitlines()
    assert part(letter, "html") == LETTER.html.splitlines()
    assert not [name for name in letter if name.startswith("List-")]
    assert max(envelope.original_content) < 128, "the wire carries 7 bits"


def test_a_letter_without_html_is_plain():
    with mail_server() as server:
        assert send(server, replace(LETTER, html="")) == ACCEPTED
        assert server.parsed()[0].get_content_type() == "text/plain"


def test_a_repeat_bears_the_same_message_id_and_another_key_another():
    later, other = replace(LETTER, at=AT + timedelta(minutes=3)), replace(LETTER, key="b" * 32)
    with mail_server() as server:
        results = [send(server, message) for message in (LETTER, later, other)]
        ids = [letter["Message-ID"] for letter in server.parsed()]
    assert [result.provider_id for result in results] == ids
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("manners", "result"),
    [
        (Manners(mail="451 try later"), SendResult("failed", reason="mail:451")),
        (Manners(mail="550 no"), SendResult("failed", permanent=True, reason="mail:550")),
        (Manners(rcpt="450 busy"), SendResult("failed", reason="rcpt:450")),
        (Manners(rcpt="550 5.1.1 no such mailbox"), SendResult("failed", permanent=True, reason="rcpt:550")),
        (Manners(rcpt="251 will forward"), ACCEPTED),
        (Manners(letter="452 disk full"), SendResult("failed", reason="letter:452")),
        (Manners(letter="554 spam"), SendResult("failed", permanent=True, reason="letter:554")),
        (Manners(drop="hello"), SendResult("failed", reason="hello:SMTPServerDisconnected")),
        (Manners(drop="mail"), SendResult("failed", reason="mail:SMTPServerDisconnected")),
        (Manners(drop="rcpt"), SendResult("failed", reason="rcpt:SMTPServerDisconnected")),
        (Manners(drop="letter"), SendResult("unknown", MESSAGE_ID, reason="letter:SMTPServerDisconnected")),
        (Manners(hang="hello"), SendResult("failed", reason="hello:SMTPServerDisconnected")),
        (Manners(hang="rcpt"), SendResult("failed", reason="rcpt:SMTPServerDisconnected")),
        (Manners(hang="letter"), SendResult("unknown", MESSAGE_ID, reason="letter:SMTPServerDisconnected")),
    ],
    ids=lambda value: str(value) if isinstance(value, Manners) else "",
)
def test_every_ending_is_named(manners, result):
    with mail_server(manners) as server:
        assert send(server, timeout="0.3") == result
        assert not (result.outcome == "failed" and server.letters), "what is called failed has not arrived"


def test_the_same_server_with_usual_manners_accepts():
    """Control for the table above: the failures come from the manners, not from the server."""
    with mail_server(Manners()) as server:
        assert send(server, timeout="0.3") == ACCEPTED


def test_the_servers_words_and_the_address_stay_out_of_the_result():
    with mail_server(Manners(rcpt="550 <anna@buyer.example> Anna Petrova has left")) as server:
        result = send(server)
    assert "anna" not in repr(result).lower()


@contextmanager
def script(*answers: bytes | None) -> Iterator[int]:
    """A server that says these lines one by one, each after a line (or letter) from us; None = cut the line."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            connection, _ = listening.accept()
            with connection, connection.makefile("rb") as lines:
                for answer in answers:
                    if answer is None:
                        return
                    connection.sendall(answer)
                    if answer.startswith(b"354"):
                        while lines.readline() not in (b".\r\n", b""):
                            pass
                    else:
                        lines.readline()

        thread = threading.Thread(target=talk)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(5)


TAKEN = (b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n")
"""A talk up to the accepted receiver."""


def script_settings(port: int) -> email.EmailSettings:
    return email.EmailSettings("127.0.0.1", port, "desk@shop.example", timeout_s=0.5)


@pytest.mark.parametrize(
    ("answers", "outcome", "reason"),
    [
        ((b"554 no service\r\n",), "failed", "connect:554"),
        ((*TAKEN, None), "failed", "data:SMTPServerDisconnected"),
        ((*TAKEN, b"503 no\r\n"), "failed", "data:503"),
        ((*TAKEN, b"354 go\r\n", None), "unknown", "letter:SMTPServerDisconnected"),
        ((*TAKEN, b"354 go\r\n", b"250 ok\r\n", None), "accepted", ""),
    ],
    ids=[
        "greeting refused",
        "cut before DATA is taken",
        "DATA refused",
        "cut after the letter",
        "cut at QUIT",
    ],
)
def test_only_a_cut_after_the_letter_began_is_unknown(answers, outcome, reason):
    with script(*answers) as port:
        result = email.send(LETTER, script_settings(port))
    assert (result.outcome, result.reason) == (outcome, reason)
    assert not result.permanent or reason == "data:503"


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    result = email.send(LETTER, script_settings(port))
    assert result == SendResult("failed", reason="connect:ConnectionRefusedError")
    with pytest.raises(DomainError) as error:
        email.check(script_settings(port))
    assert error.value.code == "channel_unreachable"
    assert "connect:ConnectionRefusedError" in error.value.message


def test_nothing_can_add_a_header_or_a_receiver():
    evil = replace(
        LETTER,
        key="k\r\nBcc: thief@evil.example",
        subject="Заказ\r\nBcc: thief@evil.example\r\n\r\nНе наш текст",
        headers={"X-Note": "a\r\nBcc: thief@evil.example"},
    )
    with mail_server() as server:
        assert send(server, evil).outcome == "accepted"
        (letter,), (envelope,) = server.parsed(), server.letters
    assert envelope.rcpt_tos == ["anna@buyer.example"]
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Заказ Bcc: thief@evil.example Не наш текст"
    assert re.fullmatch(r"[0-9a-f]{32}", letter["X-Otklik-Key"])
    assert part(letter, "plain") == LETTER.text.splitlines()


@pytest.mark.parametrize(
    "address",
    [
        "", "anna", "@x.example", "anna@", "a@b.example, c@d.example", "a@b.example\r\nRCPT TO:<c@d.example>",
        "A <a@b.example>", "a b@c.example", "a@b@c.example", "\ud800@b.example", "x" * 250 + "@b.example",
        "a@" + "б" * 70 + ".example",
    ],
)  # fmt: skip
def test_what_is_not_one_plain_address_is_refused_before_any_connection(address):
    with mail_server() as server:
        result = send(server, replace(LETTER, to=address))
        assert server.sessions == []
    assert result == SendResult("failed", permanent=True, reason="bad_address")


def test_a_cyrillic_domain_is_sent_as_ascii():
    with mail_server() as server:
        assert send(server, replace(LETTER, to="anna@почта.рф")) == ACCEPTED
        assert server.letters[0].rcpt_tos == ["anna@xn--80a1acny.xn--p1ai"]


def test_a_cyrillic_mailbox_needs_a_server_that_can():
    message = replace(LETTER, to="анна@почта.рф")
    with mail_server() as server:
        assert send(server, message) == SendResult("failed", permanent=True, reason="rcpt:no_smtputf8")
    with mail_server(smtputf8=True) as server:
        assert send(server, message) == ACCEPTED
        assert server.letters[0].rcpt_tos == ["анна@xn--80a1acny.xn--p1ai"]


def test_a_text_that_cannot_be_encoded_fails_for_good_and_raises_nothing():
    with mail_server() as server:
        result = send(server, replace(LETTER, text="half a sign: \ud800"))
    assert result == SendResult("failed", permanent=True, reason="letter:UnicodeEncodeError")


@settings(max_examples=60, deadline=None)
@given(
    subject=st.text(max_size=200),
    name=st.text(max_size=80),
    key=st.text(min_size=1, max_size=80),
)
def test_any_words_make_a_letter_of_the_same_headers(subject, name, key):
    wanted = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Otklik-Key"]
    sender = email.EmailSettings("127.0.0.1", 25, "desk@shop.example", email._one_line(name))
    raw = email.build_letter(replace(LETTER, subject=subject, key=key), LETTER.to, MESSAGE_ID, sender)
    lines = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    names = [line.partition(b":")[0].decode() for line in lines if line[:1] not in (b" ", b"\t")]
    assert names[: len(wanted)] == wanted
    assert set(names[len(wanted) :]) <= {"MIME-Version", "Content-Type", "Content-Language"}
    assert b"\n" not in raw.replace(b"\r\n", b"")


# ── log-in and encryption ──


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_log_in_right_and_wrong():
    with mail_server(login=True) as server:
        known = replace(email.parse_settings(server.url()), user="desk", password="p@ss word")
        assert email.send(LETTER, known) == ACCEPTED
        wrong = email.send(LETTER, replace(known, password="guess"))
        assert (wrong.outcome, wrong.permanent, wrong.reason) == ("failed", False, "login:535")
        assert email.check(known) == f"127.0.0.1:{server.port} answers (250), without encryption, logged in"
        assert "p@ss" not in repr(known)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of our own for 127.0.0.1, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mx.test")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "own.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_starttls_trusts_only_whom_it_is_told_to(certificate):
    with mail_server(starttls=server_tls(certificate)) as server:
        assert send(server, starttls=1, ca=certificate) == ACCEPTED
        assert server.letters
        server.letters.clear()
        stranger = send(server, starttls=1)
        assert stranger == SendResult("failed", reason="starttls:SSLCertVerificationError")
        assert server.letters == []


def test_starttls_never_falls_back_to_plain_text():
    with mail_server() as server:
        assert send(server, starttls=1) == SendResult("failed", reason="starttls:SMTPNotSupportedError")
        assert server.letters == []


def test_smtps_speaks_tls_from_the_first_byte(certificate):
    with mail_server(tls=server_tls(certificate)) as server:
        url = server.url(ca=certificate).replace("smtp://", "smtps://")
        assert email.send(LETTER, email.parse_settings(url)) == ACCEPTED
        assert (
            email.check(email.parse_settings(url)) == f"127.0.0.1:{server.port} answers (250), TLS, no log-in"
        )


# ── the URL ──


def test_a_url_with_everything():
    url = "smtp://de%40sk:p%3Ass@mail.example:587?starttls=1&from=desk@shop.example&name=%D0%A2%D0%BE%D0%BF&timeout=3"
    assert email.parse_settings(url) == email.EmailSettings(
        host="mail.example", port=587, sender="desk@shop.example", sender_name="Топ", user="de@sk", password="p:ss",
        tls="starttls", timeout_s=3.0,
    )  # fmt: skip


def test_the_shortest_urls():
    plain, secure = email.parse_settings("smtp://localhost"), email.parse_settings("smtps://mail.example")
    assert (plain.port, plain.tls, plain.sender, plain.timeout_s) == (25, "none", "otklik@localhost", 10.0)
    assert (secure.port, secure.tls, secure.sender) == (465, "implicit", "otklik@mail.example")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("", "scheme and host"),
        ("mail.example:25", "scheme and host"),
        ("http://mail.example", "scheme and host"),
        ("smtp://", "scheme and host"),
        ("smtp://mail.example/inbox", "scheme and host"),
        ("smtp://mail.example:99999", "host and port"),
        ("smtp://mail.example:0", "scheme and host"),
        ("smtp://[::1", "host and port"),
        ("smtp://user:hunter2@mail.example?starttls=yes", "starttls"),
        ("smtps://mail.example?starttls=1", "starttls"),
        ("smtp://mail.example?from=nobody", "from"),
        ("smtp://mail.example?from=я@shop.example", "from"),
        ("smtp://mail.example?timeout=0", "timeout"),
        ("smtp://mail.example?timeout=soon", "timeout"),
        ("smtp://mail.example?tls=1", "tls"),
    ],
)
def test_a_wrong_url_is_refused_with_its_place(url, place):
    with pytest.raises(DomainError) as error:
        email.parse_settings(url)
    assert (error.value.code, error.value.place) == ("bad_channel_url", place)
    assert error.value.remedy
    assert "hunter2" not in str(error.value)
