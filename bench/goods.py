"""What every measured order contains: SKU, title, price in kopecks."""

GOODS = (("K-7", "Kettle", 189_000), ("C-2", "Cup", 25_000), ("S-1", "Spoon", 9_900))
