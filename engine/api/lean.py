"""Routes for what is sent most: documented by their signature like all others, but little stands before the command."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any, get_type_hints

import orjson
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException

from engine.api.session import signed_in


class LeanRoute(APIRoute):
    """Its endpoint takes the request, path parameters as they stand, and one model as `body`; it asks itself who sends.

    Nothing is resolved for it, which is most of what a request costs in FastAPI. Somebody who is not signed in learns
    nothing of what is wrong with a body.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        endpoint, model = self.endpoint, get_type_hints(self.endpoint)["body"]

        async def answer(request: Request) -> Response:
            try:
                body = _read(model, await request.body())
            except (RequestValidationError, HTTPException):
                await signed_in(request)
                raise
            answered: Response = await endpoint(request=request, body=body, **request.path_params)
            return answered

        return answer


def _read(model: type[BaseModel], sent: bytes) -> BaseModel:
    try:
        return model.model_validate(_parsed(sent))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in found]) from error
    except json.JSONDecodeError as error:
        raise RequestValidationError([{"loc": ("body",), "type": "json_invalid", "msg": "no JSON"}]) from error
    except (ValueError, RecursionError) as error:
        raise HTTPException(400) from error  # JSON beyond all measure, or no text


def _parsed(sent: bytes) -> object:
    """What orjson does not read (halves of surrogate pairs, NaN) is left to json, so that its field can refuse it."""
    try:
        return orjson.loads(sent)
    except orjson.JSONDecodeError:
        return json.loads(sent)
