"""Raw bodies as they came, sealed; those that could not be read wait here in quarantine."""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class Payload(models.Model):
    """One raw body; `stream` is what became of it, `error` why nothing did (quarantine).

    `fingerprint` is the keyed hash of a body in quarantine: what a shop sends again is kept once.
    """

    id = models.BigAutoField(primary_key=True)
    source = Key()
    received_at = models.DateTimeField()
    stream = Key()
    headers = models.TextField()
    fingerprint = Key()
    sealed = models.BinaryField()
    error = models.TextField()

    class Meta:
        db_table = "payloads"
        indexes = [
            models.Index(fields=["stream"], name="payloads_stream"),
            models.Index(fields=["received_at"], condition=~Q(error=""), name="payloads_quarantine"),
            models.Index(
                fields=["source", "fingerprint"], condition=~Q(fingerprint=""), name="payloads_same"
            ),
        ]
