"""Raw bodies: kept sealed, given back byte by byte, and in quarantine until somebody has looked."""

import pytest

from otklik.domain.errors import DomainError
from otklik.store import models, payloads
from otklik.store.payloads import RawPayload
from tests.store.scene import NOW

pytestmark = pytest.mark.django_db
BODY = b'\x00\xff{"phone": "+79161234567"'


def test_quarantine_keeps_the_bytes_and_says_why():
    payloads.quarantine(
        RawPayload("shop", NOW, BODY, {"x-wc-webhook-topic": "order.created"}, error="line 1: cut")
    )
    (row,) = payloads.list_quarantine()
    assert (row.source, row.received_at, row.error) == ("shop", NOW, "line 1: cut")
    assert payloads.load_body(row.id) == BODY
    assert b"7916" not in bytes(models.Payload.objects.get().sealed)
    payloads.settle_quarantine(row.id)
    assert payloads.list_quarantine() == []
    assert payloads.load_body(row.id) == BODY


def test_altered_bytes_do_not_open():
    payloads.quarantine(RawPayload("shop", NOW, BODY, error="x"))
    models.Payload.objects.update(source="other")
    with pytest.raises(ValueError, match="does not open"):
        payloads.load_body(models.Payload.objects.get().id)


def test_an_unknown_number_is_an_error():
    with pytest.raises(DomainError, match="no payload 7"):
        payloads.load_body(7)
