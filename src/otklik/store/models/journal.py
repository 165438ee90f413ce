"""The journal: streams and their heads, entries, and the personal values beside them.

`journal` is insert-only (`triggers.py`). `body` is the whole envelope in canonical bytes and the only truth; the
other columns are copies for queries, which `verification.verify` compares.
"""

from django.db import models

from otklik.store.models.keys import Key


class Stream(models.Model):
    """The head of one stream, and its lock."""

    stream = Key(primary_key=True)
    version = models.IntegerField()
    head_hash = models.BinaryField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "streams"


class JournalRow(models.Model):
    """One entry: who, what, when, and the hash over the one before it."""

    position = models.BigAutoField(primary_key=True)
    stream = Key()
    version = models.IntegerField()
    kind = models.TextField()
    schema = models.SmallIntegerField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.TextField()
    source = models.TextField()
    grade = models.TextField()
    algo = models.SmallIntegerField()
    body = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "journal"
        constraints = [models.UniqueConstraint(fields=["stream", "version"], name="journal_stream_version")]


class Secret(models.Model):
    """The 32 random bytes under which one stream's personal values are sealed; gone after an erasure."""

    stream = Key(primary_key=True)
    secret = models.BinaryField()

    class Meta:
        db_table = "secrets"


class Personal(models.Model):
    """The personal values of one entry, sealed; gone after an erasure."""

    pk = models.CompositePrimaryKey("stream", "version")
    stream = Key()
    version = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "personal"
