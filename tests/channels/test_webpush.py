"""Web Push: what a push service and a browser get, what each answer means, and where nobody is asked at all."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from otklik.channels import webpush
from otklik.channels.message import Link, Message, SendResult
from otklik.channels.webpush import PushSettings, sealing
from otklik.config.home import keep_push_key
from otklik.domain.errors import DomainError
from otklik.domain.outside_addresses import is_public
from tests.channels.push_service import Browser, PushService, b64, push_service, unb64

AT = datetime(2026, 3, 19, 8, 2, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> PushSettings:
    key = keep_push_key(tmp_path, "a secret")
    return PushSettings(str(key), "mailto:desk@shop.example", loopback=True, timeout_s=0.5)


def message(to: str, **more) -> Message:
    return Message(
        **{
            "key": "0123456789abcdef0123456789abcdef",
            "to": to,
            "subject": "Новый заказ 48175: ответить сегодня до 12:02",
            "text": "Мария Петрова, +7 900 000-11-22",
            "html": "<p>Мария Петрова</p>",
            "locale": "ru",
            "at": AT,
            "links": (Link("take", "Беру", "https://desk.example/push/take#t0ken"),),
            "short": "Осталось 18 мин",
            "about": "order/48175 first_answer",
            **more,
        }
    )


def test_the_browser_reads_what_was_said_and_the_service_knows_who_says_it(settings):
    with push_service() as service:
        result = webpush.send(message(service.subscription()), settings)
    (came,) = service.came
    assert result == SendResult("accepted", provider_id=came.headers["Topic"])
    assert came.payload == {
        "title": "Новый заказ 48175: ответить сегодня до 12:02",
        "body": "Осталось 18 мин",
        "lang": "ru",
        "tag": came.headers["Topic"],
        "at": int(AT.timestamp()),
        "links": {"take": {"word": "Беру", "url": "https://desk.example/push/take#t0ken"}},
    }
    assert came.path == "/push/abc?x=1"
    wanted = {"TTL": "3600", "Urgency": "high", "Content-Encoding": "aes128gcm"}
    assert {name: came.headers[name] for name in wanted} == wanted
    assert came.headers["Host"] == service.address.removeprefix("http://")
    exp = int((AT + timedelta(hours=12)).timestamp())
    assert came.claims == {"aud": service.address, "exp": exp, "sub": "mailto:desk@shop.example"}
    assert came.key == webpush.public_key(settings)


def test_nothing_about_a_person_is_in_a_notification(settings):
    payload = webpush.write_payload(message("", html="<b>Мария</b>"))
    assert not any(word.encode() in payload for word in ("Мария", "Петрова", "900", "11-22", "html"))


def test_a_newer_word_about_one_obligation_has_the_topic_of_the_older_one_and_another_obligation_has_not():
    topics = [
        webpush.topic_of(about) for about in ("order/1 first_answer", "order/1 first_answer", "order/2")
    ]
    assert topics[0] == topics[1] != topics[2]
    assert all(len(topic) == 32 and topic.replace("-", "").replace("_", "").isalnum() for topic in topics)


def test_the_seal_is_that_of_the_example_in_rfc_8291():
    ours = private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
    theirs = Browser(private("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), unb64("BTBZMqHH6r4Tts7J_aSIgg"))
    to = sealing.parse_subscription(theirs.subscription("https://push.example/x"))
    plain = b"When I grow up, I want to be a watermelon"
    sealed = sealing.seal(plain, to, ours=ours, salt=unb64("DGv6ra1nlYgDCS1FRnbzlw"))
    assert b64(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
        "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    assert theirs.open(sealed) == plain
    with pytest.raises(Exception, match="^$"):  # InvalidTag: another browser can't read it
        Browser().open(sealed)


def private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(unb64(text)), ec.SECP256R1())


@pytest.mark.parametrize(
    ("status", "headers", "result"),
    [
        (200, {}, SendResult("accepted", provider_id="topic")),
        (404, {}, SendResult("failed", permanent=True, reason="gone")),
        (410, {}, SendResult("failed", permanent=True, reason="gone")),
        (413, {}, SendResult("failed", permanent=True, reason="too_long")),
        (429, {"Retry-After": "120"}, SendResult("failed", reason="http:429", retry_after_s=120)),
        (429, {"Retry-After": "later"}, SendResult("failed", reason="http:429")),
        (403, {}, SendResult("failed", reason="http:403")),
        (500, {}, SendResult("failed", reason="http:500")),
        (503, {}, SendResult("failed", reason="http:503")),
        (302, {"Location": "http://127.0.0.1:1/elsewhere"}, SendResult("failed", reason="http:302")),
        (0, {}, SendResult("unknown", "topic", reason="timeout")),
        (-1, {}, SendResult("unknown", "topic", reason="broken")),
    ],
)
def test_what_each_answer_means(settings, status, headers, result):
    with push_service() as service:
        service.status, service.headers = status, headers
        found = webpush.send(message(service.subscription()), settings)
    assert len(service.came) == 1, "asked once, and led nowhere else"
    assert replace(found, provider_id="topic" if found.provider_id else "") == result


def test_a_closed_port_and_an_unknown_name_may_pass(settings):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    closed = Browser().subscription(f"http://127.0.0.1:{port}/x")
    assert webpush.send(message(closed), settings) == SendResult("failed", reason="connect")
    unknown = Browser().subscription("https://nobody.invalid/x")
    assert webpush.send(message(unknown), settings) == SendResult("failed", reason="resolve")


OWN = "127.0.0.1 localhost 127.1 0x7f000001 2130706433 [::1] 10.0.0.7 169.254.169.254 [64:ff9b::7f00:1] 100.64.0.1"


@pytest.mark.parametrize("host", [*OWN.split(), "[::ffff:127.0.0.1]"])
def test_a_desk_that_the_world_reaches_never_asks_its_own_network(settings, host):
    with push_service() as service:
        port = service.address.rpartition(":")[2]
        to = service.browser.subscription(f"https://{host}:{port}/x")
        found = webpush.send(message(to), replace(settings, loopback=False))
    assert (found.outcome, found.permanent, service.came) == ("failed", True, [])
    assert found.reason == "forbidden_address"


def test_a_desk_on_loopback_asks_this_machine_alone_and_others_by_https_only(settings):
    for host in ("http://10.0.0.7", "https://192.168.1.1", "http://203.0.113.5", "http://93.184.216.34"):
        found = webpush.send(message(Browser().subscription(f"{host}/x")), settings)
        assert found == SendResult("failed", permanent=True, reason="forbidden_address"), host


SHUT = """
0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.1.1 172.16.0.1 192.168.0.1 224.0.0.1 240.0.0.1 255.255.255.255
::1 :: fe80::1 fc00::1 ff02::1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001:0:1::1 ::ffff:10.0.0.1 ::127.0.0.1
"""


def test_which_addresses_are_public():
    assert [text for text in SHUT.split() if is_public(ipaddress.ip_address(text))] == []
    assert all(is_public(ipaddress.ip_address(text)) for text in ("93.184.216.34", "2606:2800:220:1::1"))


def certificate(folder: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    day = timedelta(days=3650)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1)).not_valid_after(datetime(2020, 1, 1) + 10 * day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / f"{name}.pem"
    form = (
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(key.private_bytes(*form) + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_the_certificate_must_bear_the_name_although_the_number_is_connected_to(settings, tmp_path):
    good, bad = certificate(tmp_path, "localhost"), certificate(tmp_path, "elsewhere.example")
    for path, result in ((good, "accepted"), (bad, "failed")):
        with push_service(certificate=path) as service:
            found = webpush.send(message(service.subscription()), replace(settings, ca=str(path)))
        assert (found.outcome, found.reason) == (result, "" if result == "accepted" else "tls")
        assert len(service.came) == (1 if result == "accepted" else 0)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[]",
        "anna@desk.test",
        '{"endpoint": "https://push.example/x"}',
        Browser().subscription("ftp://push.example/x"),
        Browser().subscription("https://user@push.example/x"),
        Browser().subscription("https:///x"),
        Browser().subscription("https://push.example/" + "x" * 1000),
        Browser(auth=b"short").subscription("https://push.example/x"),
        Browser().subscription("https://push.example/x").replace('"p256dh": "B', '"p256dh": "A'),
    ],
)
def test_what_is_no_subscription_is_refused_for_good(settings, broken):
    with pytest.raises(DomainError) as error:
        sealing.parse_subscription(broken)
    assert error.value.code == "bad_address"
    found = webpush.send(message(broken), settings)
    assert found == SendResult("failed", permanent=True, reason="bad_address")


def test_a_long_second_line_is_shortened_and_what_is_too_long_without_it_is_refused(settings):
    with push_service() as service:
        assert webpush.send(message(service.subscription(), short="я" * 3000), settings).outcome == "accepted"
        longest = message(service.subscription(), subject="я" * 3000)
        assert webpush.send(longest, settings) == SendResult("failed", permanent=True, reason="too_long")
    assert service.came[0].payload["body"] == "я" * 60


def test_the_key_is_made_once_private_and_the_same_on_machines_that_share_a_secret(tmp_path):
    homes = [tmp_path / name for name in "abc"]
    for home in homes:
        home.mkdir()
    made = [keep_push_key(home, secret) for home, secret in zip(homes, ("one", "one", "two"), strict=True)]
    assert [oct(path.stat().st_mode)[-3:] for path in made] == ["600"] * 3
    first, second, third = (path.read_text() for path in made)
    assert first == second != third
    assert keep_push_key(homes[0], "another secret by now").read_text() == first
    service = PushService(Browser(), "https://push.example")
    sent = webpush.send(message(service.subscription()), PushSettings(str(tmp_path / "none"), "mailto:a@b.c"))
    assert sent == SendResult("failed", reason="no_key")
