"""Every refusal as one problem document (RFC 9457), in both languages, with what is wrong at each field."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from engine.api.headers import HEADERS
from engine.lang.labels import Label
from engine.lang.problems import Conflict, Refused
from engine.lang.wording import wording

log = logging.getLogger("suyuan")

PLAIN_CODES: Mapping[int, str] = {
    401: "signed-out",
    403: "forbidden",
    404: "not-found",
    405: "not-found",
    413: "too-large",
}


def problem_document(status: int, code: str, title: Label, **members: object) -> Response:
    document = {"type": f"/problems/{code}", "title": title.to_json(), "status": status, "code": code, **members}
    return Response(orjson.dumps(document), status, dict(HEADERS), media_type="application/problem+json")


async def refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    members: dict[str, object] = {"problems": [problem.to_json() for problem in error.problems]}
    if isinstance(error, Conflict):
        members["current"] = error.current
    return problem_document(error.status, error.code, wording(error.code, {}), **members)


async def malformed(_request: Request, error: Exception) -> Response:
    """The body or a parameter is not of the documented shape; values are not echoed."""
    assert isinstance(error, RequestValidationError)
    sentence = wording("malformed", {}).to_json()
    problems = [
        {"path": "/".join(map(str, item["loc"][1:])), "code": "malformed", "message": sentence}
        for item in error.errors()
    ]
    return problem_document(422, "malformed", wording("malformed", {}), problems=problems)


async def plain(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = PLAIN_CODES.get(error.status_code, "refused")
    return problem_document(error.status_code, code, wording(code, {}), problems=[])


async def ours(request: Request, error: Exception) -> Response:
    """We are wrong: the log gets the trace, the person a sentence."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem_document(500, "our-fault", wording("our-fault", {}), problems=[])


def install(application: FastAPI) -> None:
    application.add_exception_handler(Refused, refused)
    application.add_exception_handler(RequestValidationError, malformed)
    application.add_exception_handler(HTTPException, plain)
    application.add_exception_handler(Exception, ours)
