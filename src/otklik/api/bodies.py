"""Bodies of the API: strict JSON in, checked values out, refusals that name the field.

One reader for all of them (`intake/json_input.py`), so that no endpoint takes what another one refuses: repeated
keys, NaN, numbers beyond 64 bits, U+0000, lone surrogates, nesting without end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from ninja.parser import Parser
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from otklik.api.problems import refusal_of
from otklik.intake.api import Instant, Name, Text
from otklik.intake.json_input import read_object
from otklik.intake.texts import many_lines

Model = TypeVar("Model", bound=BaseModel)

Slug = Annotated[Text, Field(max_length=48)]
Words = Annotated[str, AfterValidator(many_lines), Field(max_length=10_000)]

__all__ = ["Body", "Instant", "Name", "Slug", "StrictParser", "Text", "Words", "validated"]


class StrictParser(Parser):
    """Reads every JSON body that ninja reads."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The members of the body, which must be an object; an empty body is an empty object."""
        return read_object(request.body or b"{}")


class Body(BaseModel):
    """A JSON object of an act: a field that nobody knows is refused, null is the same as absent."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    person: Slug = Field(
        default="", description="Slug of the person who did it; absent = the system of the key"
    )


def validated(model: type[Model], members: Mapping[str, Any]) -> Model:
    """The model of these members.

    Raises
    ------
    DomainError
        `unreadable`, naming the member.
    """
    try:
        return model.model_validate(dict(members))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        raise refusal_of({**found, "loc": ("query", *found["loc"])}) from error
