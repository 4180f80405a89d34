/** An SVG of the server made fit for this page: shapes and words only, links only to places inside the page. */

const KEPT = new Set(
  "svg g path rect circle ellipse line polyline polygon text tspan defs clippath lineargradient radialgradient stop a title desc marker pattern".split(
    " ",
  ),
);
const XLINK = "http://www.w3.org/1999/xlink";

const isForeign = (name: string, value: string): boolean =>
  name.startsWith("on") ||
  /(?:javascript|data|https?):/i.test(value.replaceAll(/\s/g, "")) ||
  /url\((?!['"]?#)/i.test(value);

function clean(element: Element): void {
  for (const child of [...element.children]) {
    if (KEPT.has(child.localName.toLowerCase())) clean(child);
    else child.remove();
  }
  const href = element.getAttribute("href") ?? element.getAttributeNS(XLINK, "href");
  for (const { name, value } of [...element.attributes]) {
    if (name !== "xmlns" && !name.startsWith("xmlns:") && isForeign(name.toLowerCase(), value))
      element.removeAttribute(name);
  }
  if (href === null) return;
  element.removeAttributeNS(XLINK, "href");
  element.removeAttribute("href");
  element.removeAttribute("target");
  const inside = href.indexOf("#/");
  if (element.localName === "a" && inside >= 0) element.setAttribute("href", href.slice(inside));
}

export function safeSvg(text: string): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (parsed.localName !== "svg") return null;
  clean(parsed);
  const drawing = document.importNode(parsed, true);
  drawing.setAttribute("role", "group");
  return drawing instanceof SVGSVGElement ? drawing : null;
}
