"""Messages to send: one row a notice, with the lease of whoever is sending it."""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class Outbox(models.Model):
    """One notice on its way: due, sending, sent, failed, cancelled or set_aside.

    `message` names the message that carried it last (its own key, or that of a bundle), `sent_at` says since when.
    """

    id = models.BigAutoField(primary_key=True)
    key = Key()
    stream = Key()
    version = models.IntegerField()
    kind = models.TextField()
    kind_key = models.TextField()
    n = models.IntegerField()
    receiver = Key()
    channel = models.TextField()
    method = models.TextField()
    say = models.TextField()
    locale = models.TextField()
    fields = models.TextField()
    not_before = models.DateTimeField()
    state = models.TextField()
    attempt = models.IntegerField()
    lease_until = models.DateTimeField(null=True)
    lease_owner = models.TextField()
    provider_id = models.TextField()
    error = models.TextField()
    message = Key(default="")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "outbox"
        constraints = [models.UniqueConstraint(fields=["key"], name="outbox_key")]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state="due"), name="outbox_due"),
            models.Index(fields=["lease_until"], condition=Q(state="sending"), name="outbox_sending"),
            models.Index(fields=["stream"], name="outbox_stream"),
            models.Index(fields=["receiver", "not_before"], condition=Q(state="due"), name="outbox_receiver"),
            models.Index(
                fields=["receiver", "sent_at"], condition=Q(sent_at__isnull=False), name="outbox_sent_at"
            ),
            # not partial: SQLite can't prove of a bound value that it is not empty
            models.Index(fields=["provider_id"], name="outbox_provider"),
        ]
