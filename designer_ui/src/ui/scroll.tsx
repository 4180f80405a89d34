import type { ReactNode } from "react";

/** A part that may scroll sideways; reachable by key, so that its far end can be read without a mouse. */
export function Scroll({ name, className = "", children }: { name: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`scroll-x ${className}`} tabIndex={0} aria-label={name}>
      {children}
    </section>
  );
}
