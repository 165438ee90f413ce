"""The demo's mailbox: letters as they were sent, so that a visitor can read what everybody reads."""

from django.db import models

from otklik.store.models.keys import Key


class Letter(models.Model):
    """One message of the demo; goes with an erasure of its stream."""

    id = models.BigAutoField(primary_key=True)
    key = Key()
    stream = Key()
    receiver = Key()
    channel = models.TextField()
    address = Key()
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField()
    locale = models.TextField()
    sent_at = models.DateTimeField()

    class Meta:
        db_table = "letters"
        constraints = [models.UniqueConstraint(fields=["key"], name="letters_key")]
        indexes = [
            models.Index(fields=["sent_at"], name="letters_sent"),
            models.Index(fields=["stream"], name="letters_stream"),
        ]
