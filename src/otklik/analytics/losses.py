"""What a minute costs: who is still waiting, and how many sales are kept by how long their buyers waited (R13)."""

from __future__ import annotations

CAVEATS = (
    "observational",
    "survivors",
    "open_orders",
    "ends_unknown",
    "few_in_bins",
    "no_stores",
    "no_strata",
    "little_compared",
)
"""What can't be concluded from a loss curve, each said in the report: slow and fast orders may differ in what was not
recorded; who had waited long without leaving was patient; orders still open are left out; so are unanswered ones whose
end has no instant; a span holds too few orders; stores aren't known, so only hours are compared; nothing can be
compared; less than half of the orders can."""
