"""Pickups on a terminal: scanned, booked, visited, counted; and a wrong code says what is right."""


def test_a_pickup_by_command_line(otklik, house):
    house.order(key="b", number="A-9", delivery="pickup")
    wrong = otklik("pickup", "scan", "A-9", "boot", code=1)
    assert "has the code 'boot'" in wrong.err and "Its goods: doll." in wrong.err
    otklik("pickup", "scan", "A-9", "doll")
    otklik("pickup", "scan", "A-9", "DOLL", "--missing")
    first = otklik("pickup", "slots", "A-9", "--json").json[0]
    booked = otklik("pickup", "book", "A-9", first["starts_at"], first["person"], "--json").json
    assert booked["number"] == "A-9"
    otklik("pickup", "cancel", "A-9")
    otklik("pickup", "visit", "A-9", "came")
    otklik("pickup", "visit", "A-9", "left", "--cause", "goods_missing")
    assert "needs no paper 'bank'" in otklik("pickup", "paper", "A-9", "bank", code=1).err
    assert otklik("pickup", "figures", "--days", "400", "--json").json == {
        "ready": 1,
        "regressed_told": 0,
        "regressed_untold": 1,
        "visits": 1,
        "in_vain": 1,
        "queued_s": None,
    }
