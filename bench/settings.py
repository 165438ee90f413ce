"""The product's settings with a second database of the same kind, for writing the same rows without the product."""

import os
from pathlib import Path

from otklik.config.addresses import parse_database_url
from otklik.config.settings import *  # noqa: F403
from otklik.config.settings import DATABASES

DATABASES["raw"] = parse_database_url(os.environ["BENCH_RAW_URL"], home=Path(os.environ["BENCH_RAW_HOME"]))
