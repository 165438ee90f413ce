"""The description of the API: its page loads nothing from elsewhere, and every operation is told with an example."""

import re

from otklik.api.examples import ACTS


def test_the_page_loads_its_own_scripts_alone(client):
    page = client.get("/api/v1/docs")
    assert page.status_code == 200
    text = page.content.decode()
    sources = re.findall(r'<(?:script|link)[^>]+(?:src|href)="([^"]+)"', text)
    assert sources
    assert all(source.startswith(("/static/", "data:")) for source in sources), sources
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", text) == []
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_every_operation_has_a_summary_and_words(client):
    schema = client.get("/api/v1/openapi.json").json()
    operations = {
        (method, path): told for path, methods in schema["paths"].items() for method, told in methods.items()
    }
    assert len(operations) == 42
    assert [
        key for key, told in operations.items() if not told.get("summary") or not told.get("description")
    ] == []
    posts = {path.rpartition("/")[2] for method, path in operations if method == "post"}
    assert posts == {*ACTS, "orders", "payments", "move", "keep", "read", "stock", "hold", "free", "window"}


def test_the_order_is_described_by_the_model_that_reads_it(client):
    schema = client.get("/api/v1/openapi.json").json()
    body = schema["paths"]["/api/v1/orders"]["post"]["requestBody"]["content"]["application/json"]
    assert set(body["schema"]["properties"]) >= {
        "number", "store", "channel", "placed_at", "buyer", "lines", "total", "currency", "payment", "paid_at",
        "delivery", "comment", "campaign", "cart_key",
    }  # fmt: skip
    assert body["example"]["number"] == "A-1001"
    security = schema["components"]["securitySchemes"]["ApiKey"]
    assert security == {"type": "http", "scheme": "bearer"}
