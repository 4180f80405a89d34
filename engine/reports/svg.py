"""Pictures: a Vega-Lite specification drawn to SVG on the server, nothing fetched, safe to put into a page."""

from __future__ import annotations

import hashlib
import json
import re
from collections import OrderedDict
from threading import Lock
from typing import Any
from xml.etree import ElementTree

from engine.reports.look import Spec

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
LINK = f"{{{SVG}}}a"
KEPT = 256
"""Pictures kept in memory, a few kilobytes each."""
HERE = "https://here.invalid"
"""Stands before our links while they are drawn: the renderer would put a site of its own before a relative one."""
OWN_LINK = re.compile(r"(?:[?#]|/(?![/\\]))[^\s<>\"]*")
"""Links lead into this site only: no scheme, no other host."""

ElementTree.register_namespace("", SVG)


def draw(spec: Spec, label: str) -> str:
    """The picture as SVG text; `label` says what it shows to those who do not see it. The same spec is drawn once."""
    text = json.dumps(_with_place(spec), sort_keys=True, ensure_ascii=False)
    return _PICTURES.get(hashlib.sha256(f"{label}\0{text}".encode()).hexdigest(), text, label)


def _with_place(part: Any) -> Any:
    """The specification with `HERE` before every link in its rows."""
    if isinstance(part, dict):
        return {
            name: HERE + value if name == "href" and isinstance(value, str) else _with_place(value)
            for name, value in part.items()
        }
    return [_with_place(each) for each in part] if isinstance(part, list) else part


class _Pictures:
    """The last pictures drawn, by what they were drawn from."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, text: str, label: str) -> str:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        picture = cleaned(_rendered(text), label)
        with self._lock:
            self._kept[key] = picture
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return picture


_PICTURES = _Pictures()


def _rendered(text: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(text, allowed_base_urls=[]))


def cleaned(svg: str, label: str) -> str:
    """The SVG without anything active, its links plain and named, itself named.

    A picture with links is a group to assistive technology, because an image hides the links inside it.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own renderer's text
    linked = _link(root)
    _clean(root)
    root.attrib.pop("class", None)
    root.set("role", "group" if linked else "img")
    root.set("aria-label", label)
    root.set("viewBox", root.get("viewBox", f"0 0 {root.get('width')} {root.get('height')}"))
    return ElementTree.tostring(root, encoding="unicode")


ACTIVE = {
    f"{{{SVG}}}{name}"
    for name in ("script", "foreignObject", "defs", "style", "image", "use", "animate", "set", "iframe")
}


UNWANTED = ("role", "target", "aria-roledescription", "class", "id", "clip-path")


def _clean(element: ElementTree.Element) -> None:
    """Drops active elements and handlers, and the renderer's own words for assistive technology."""
    for child in list(element):
        if child.tag in ACTIVE:
            element.remove(child)
        else:
            _clean(child)
    if element.tag != LINK:
        element.attrib.pop("aria-label", None)
    for name in list(element.attrib):
        if name.startswith("on") or name in UNWANTED:
            del element.attrib[name]


def _link(root: ElementTree.Element) -> bool:
    """Every link as `href` with a name and a tooltip; of several to the same records only the first takes the focus."""
    seen: set[str] = set()
    for anchor in root.iter(LINK):
        href = anchor.attrib.pop(XLINK, "") or anchor.attrib.pop("href", "")
        href = href.removeprefix(HERE)
        said = _said(anchor)
        if not OWN_LINK.fullmatch(href):
            anchor.tag = f"{{{SVG}}}g"
            continue
        anchor.set("href", href)
        if said:
            anchor.set("aria-label", said)
            title = ElementTree.Element(f"{{{SVG}}}title")
            title.text = said
            anchor.insert(0, title)
        if href in seen:
            anchor.set("tabindex", "-1")
            anchor.set("aria-hidden", "true")
        seen.add(href)
    return bool(seen)


def _said(anchor: ElementTree.Element) -> str:
    """The description of the mark inside, which moves to the link."""
    for child in anchor.iter():
        said = child.attrib.pop("aria-label", None)
        if said:
            return said
    return ""
