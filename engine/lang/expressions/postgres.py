"""The `sy_` functions on PostgreSQL, with the same names and results as on SQLite. Run once per database, repeatable.

No percent sign stands in this text, so that any driver may run it as it is.
"""

from __future__ import annotations

LIMIT = "1" + "0" * 28
ORDERED = {"number": "numeric", "text": "text", "date": "date", "moment": "timestamptz"}


def _function(name: str, arguments: str, gives: str, body: str) -> str:
    return (
        f"create or replace function {name}({arguments}) returns {gives}\n"
        f"language sql immutable parallel safe as $sy$ select {body} $sy$;\n"
    )


def _for_each_type() -> str:
    """Order within each type; text by code point."""
    parts = []
    for name, type_ in ORDERED.items():
        x, low, high = (f'{each} collate "C"' if name == "text" else each for each in ("x", "low", "high"))
        inside = f"x is not null and coalesce({low} <= {x}, true) and coalesce({x} <= {high}, true)"
        parts.append(_function(f"sy_between_{name}", f"x {type_}, low {type_}, high {type_}", "boolean", inside))
        parts.append(_function(f"sy_least_{name}", f"low {type_}, high {type_}", type_, f"least({low}, {high})"))
        parts.append(_function(f"sy_greatest_{name}", f"low {type_}, high {type_}", type_, f"greatest({low}, {high})"))
    return "".join(parts)


def _membership() -> str:
    """`array_position` compares with IS NOT DISTINCT FROM, as `in` does."""
    found = "array_position(several, x) is not null"
    return "".join(
        _function(f"sy_among_{name}", f"x {type_}, variadic several {type_}[]", "boolean", found)
        for name, type_ in {**ORDERED, "boolean": "boolean"}.items()
    )


def _numbers() -> str:
    quotient = "div(x * 10000000000, y)"
    rest = f"abs(x * 10000000000 - {quotient} * y)"
    halves = f"case when 2 * {rest} >= abs(y) then sign(x) * sign(y) else 0 end"
    return (
        _function("sy_fit", "x numeric", "numeric", f"case when abs(round(x, 10)) < {LIMIT} then round(x, 10) end")
        + _function("sy_add", "x numeric, y numeric", "numeric", "sy_fit(x + y)")
        + _function("sy_subtract", "x numeric, y numeric", "numeric", "sy_fit(x - y)")
        + _function("sy_multiply", "x numeric, y numeric", "numeric", "sy_fit(x * y)")
        + _function(
            "sy_divide",
            "x numeric, y numeric",
            "numeric",
            f"case when y <> 0 then sy_fit(({quotient} + {halves}) * 0.0000000001) end",
        )
        + _function("sy_remainder", "x numeric, y numeric", "numeric", "case when y <> 0 then sy_fit(mod(x, y)) end")
        + _function("sy_negate", "x numeric", "numeric", "sy_fit(-x)")
        + _function("sy_abs", "x numeric", "numeric", "sy_fit(abs(x))")
        + _function("sy_round", "x numeric, places integer", "numeric", "sy_fit(round(x, places))")
        + _function("sy_same", "x numeric, y numeric", "boolean", "x is not distinct from y")
        + _function("sy_less", "x numeric, y numeric", "boolean", "coalesce(x < y, false)")
        + _function("sy_at_most", "x numeric, y numeric", "boolean", "coalesce(x <= y, false)")
        + _function(
            "sy_number",
            "t text",
            "numeric",
            r"case when t ~ '^-?[0-9]{1,28}(\.[0-9]{1,30})?$' then sy_fit(t::numeric) end",
        )
        + _function("sy_text", "x numeric", "text", "trim_scale(x)::text")
        + "create or replace aggregate sy_total(numeric) (sfunc = numeric_add, stype = numeric, initcond = '0',"
        + " combinefunc = numeric_add, parallel = safe);\n"
    )


def _texts() -> str:
    some = "greatest(sy_place(n), 0)"
    given = "t is not null and n is not null"
    return (
        _function("sy_place", "n numeric", "integer", "least(greatest(trunc(n), -1000000000), 1000000000)::integer")
        + _function("sy_length", "t text", "numeric", "length(t)::numeric")
        + _function("sy_contains", "t text, part text", "boolean", "coalesce(strpos(t, part) > 0, false)")
        + _function("sy_starts_with", "t text, part text", "boolean", "coalesce(starts_with(t, part), false)")
        + _function("sy_ends_with", "t text, part text", "boolean", "coalesce(right(t, length(part)) = part, false)")
        + _function("sy_left", "t text, n numeric", "text", f"case when {given} then left(t, {some}) end")
        + _function("sy_right", "t text, n numeric", "text", f"case when {given} then right(t, {some}) end")
        + _function(
            "sy_mid",
            "t text, start numeric, n numeric",
            "text",
            f"case when {given} and start is not null then substring(t from sy_place(start) for {some}) end",
        )
        + _function("sy_has", "several jsonb, value text", "boolean", "coalesce(jsonb_exists(several, value), false)")
        + _function("sy_empty_list", "several jsonb", "boolean", "coalesce(jsonb_array_length(several), 0) = 0")
    )


def _dates() -> str:
    """Years 1 to 9999; the limits are checked before the arithmetic, which would raise beyond its own.

    The planner works out constant parts first, so `sy_steps` keeps those within bounds too.
    """
    day_number = "(start - date '0001-01-01') + trunc(n)"
    second = "extract(epoch from start) + trunc(n) * 86400"
    month_number = "extract(year from start) * 12 + extract(month from start) - 1 + trunc(n)"
    later = {
        "date": f"case when {day_number} between 0 and 3652058 then start + sy_steps(n) end",
        "moment": f"case when {second} >= -62135596800 and {second} < 253402300800"
        " then start + make_interval(hours => sy_steps(n) * 24) end",
        "month": f"case when {month_number} between 12 and 119999"
        " then (start + make_interval(months => sy_steps(n)))::date end",
    }
    passed = "sy_divide((extract(epoch from finish) - extract(epoch from start)) * 1000000, 86400000000)"
    return (
        _function("sy_steps", "n numeric", "integer", "least(greatest(trunc(n), -4000000), 4000000)::integer")
        + _function("sy_days_date", "start date, finish date", "numeric", "(finish - start)::numeric")
        + _function("sy_days_moment", "start timestamptz, finish timestamptz", "numeric", passed)
        + _function("sy_add_days_date", "start date, n numeric", "date", later["date"])
        + _function("sy_add_days_moment", "start timestamptz, n numeric", "timestamptz", later["moment"])
        + _function("sy_add_months", "start date, n numeric", "date", later["month"])
        + _function("sy_year", "day date", "numeric", "extract(year from day)")
        + _function("sy_month", "day date", "numeric", "extract(month from day)")
        + _function("sy_weekday", "day date", "numeric", "extract(isodow from day)")
    )


POSTGRES_FUNCTIONS = _numbers() + _texts() + _dates() + _for_each_type() + _membership()
