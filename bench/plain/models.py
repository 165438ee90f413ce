"""What a plain order form keeps: keys, orders, their lines, and one row that says what happened."""

from django.db import models


class Key(models.Model):
    """An API key by its hash."""

    digest = models.CharField(max_length=64, unique=True)
    store = models.CharField(max_length=64)


class Order(models.Model):
    """One order with its buyer; a number is unique within its key."""

    key = models.ForeignKey(Key, models.PROTECT)
    number = models.CharField(max_length=64)
    store = models.CharField(max_length=64)
    placed_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    buyer = models.CharField(max_length=200)
    phone = models.CharField(max_length=32, db_index=True)
    email = models.CharField(max_length=254)
    total = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    payment = models.CharField(max_length=16)
    delivery = models.CharField(max_length=16)
    answer_by = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "number"], name="one_order_a_number")]


class Line(models.Model):
    """One line."""

    order = models.ForeignKey(Order, models.CASCADE)
    sku = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    quantity = models.IntegerField()
    price = models.DecimalField(max_digits=12, decimal_places=2)


class Happening(models.Model):
    """What came, as it came."""

    order = models.ForeignKey(Order, models.CASCADE)
    kind = models.CharField(max_length=64)
    body = models.BinaryField()
