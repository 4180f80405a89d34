/** A chart as the server drew it. Parsed as XML and taken over node by node: scripts and foreign links stay behind. */
import { useEffect, useRef } from "react";
import { safeSvg } from "../model/safe_svg.ts";

export function DrawnChart({ svg, title }: { svg: string; title: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawing = safeSvg(svg);
    if (drawing && title !== "") drawing.setAttribute("aria-label", title);
    place.current?.replaceChildren(...(drawing ? [drawing] : []));
  }, [svg, title]);
  return <div ref={place} className="drawing" />;
}
