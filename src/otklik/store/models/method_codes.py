"""Contact methods that nobody has proved yet: a code is on its way to each."""

from django.db import models

from otklik.store.models.keys import Key


class MethodCode(models.Model):
    """One method that waits for its code; the address is sealed by the installation's key, the code is hashed."""

    pk = models.CompositePrimaryKey("owner", "method")
    owner = Key()
    method = Key()
    channel = models.TextField()
    sealed = models.BinaryField()
    code = Key()
    tries = models.IntegerField()
    sends = models.IntegerField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "method_codes"
        indexes = [models.Index(fields=["code"], name="method_codes_code")]
