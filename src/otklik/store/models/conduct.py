"""Complaints, texts to be looked at and scored talks, as lists show them: projections; no words of anybody."""

from django.db import models

from otklik.store.models.keys import Key


class Complaint(models.Model):
    """One complaint of an order: about what and whom, who acted when, who closed it."""

    pk = models.CompositePrimaryKey("stream", "complaint")
    stream = Key()
    complaint = Key()
    store = Key()
    about = Key()
    means = models.TextField()
    person = Key()
    received_at = models.DateTimeField()
    acted_at = models.DateTimeField(null=True)
    acted_by = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField()
    how = models.TextField()

    class Meta:
        db_table = "complaints"
        indexes = [
            models.Index(fields=["store", "received_at"], name="complaints_store"),
            models.Index(fields=["person", "received_at"], name="complaints_person"),
        ]


class Flag(models.Model):
    """One text in which the word list found something; `version` names the entry with it."""

    pk = models.CompositePrimaryKey("stream", "flag")
    stream = Key()
    flag = Key()
    store = Key()
    version = models.IntegerField()
    sort = models.TextField()
    kind = models.TextField()
    person = Key()
    flagged_at = models.DateTimeField()
    judgement = Key()
    judged_by = models.TextField()
    judged_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "flags"
        indexes = [models.Index(fields=["judgement", "flagged_at"], name="flags_judged")]


class Score(models.Model):
    """One talk scored on a card."""

    pk = models.CompositePrimaryKey("stream", "score")
    stream = Key()
    score = Key()
    store = Key()
    person = Key()
    scored_by = models.TextField()
    total = models.IntegerField()
    scored_at = models.DateTimeField()

    class Meta:
        db_table = "scores"
        indexes = [models.Index(fields=["person", "scored_at"], name="scores_person")]
